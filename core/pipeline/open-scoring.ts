import { errorMessage } from '../event/error-message.ts'
import type { Generation } from '../models/manifest.ts'
import { testProviders } from '../models/providers.ts'
import type { ProviderName, ProviderTest } from '../models/provider.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import { defaultSettings, type Settings } from '../settings/settings.ts'
import { chooseGeneration, type ChosenGeneration, type Conditions } from './choose-generation.ts'

/**
 * Opens the generation that imports are to use; the shipped one where ONNX Runtime cannot open the active one.
 * @throws GenerationError or Error when the shipped one cannot be used either
 */
export async function openChosen(
  shippedDir: string,
  conditions: Partial<Conditions>,
): Promise<{ chosen: ChosenGeneration; scoring: ScoringClient }> {
  const settings = conditions.settings ?? defaultSettings
  const open = async (chosen: ChosenGeneration) => ({
    chosen,
    scoring: await openScoring(chosen.generation, settings),
  })
  const chosen = await chooseGeneration(shippedDir, conditions)
  try {
    return await open(chosen)
  } catch (error) {
    if (chosen.from === 'shipped') throw error
    const notice =
      `The active generation ${chosen.generation.manifest.generation} cannot be used, so the shipped one was: ` +
      `ONNX Runtime cannot open it (${errorMessage(error)}). Train a new generation.`
    return open(await chooseGeneration(shippedDir, { notices: [...chosen.notices, notice] }))
  }
}

/** Opens a generation for scoring, where and on as many threads as the settings say. */
export async function openScoring(
  generation: Generation,
  { executionProvider, scoringWorkers }: Settings,
): Promise<ScoringClient> {
  const provider =
    executionProvider === 'auto' ? fastestProvider(await testProviders(generation)) : executionProvider
  return ScoringClient.open(generation, { provider, workers: scoringWorkers })
}

/** Of those whose scores are right, the one that scores the most rows a second; the CPU where there is none. */
export function fastestProvider(tests: readonly ProviderTest[]): ProviderName {
  const speed = ({ rowsPerSecond }: ProviderTest) => rowsPerSecond ?? 0
  const [fastest] = tests.filter(({ works }) => works).sort((a, b) => speed(b) - speed(a))
  return fastest?.provider ?? 'cpu'
}
