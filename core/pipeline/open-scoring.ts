import type { Generation } from '../models/manifest.ts'
import { testProviders } from '../models/providers.ts'
import type { ProviderName, ProviderTest } from '../models/providers.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import type { Settings } from '../settings/settings.ts'

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
