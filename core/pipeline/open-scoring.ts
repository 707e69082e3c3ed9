import type { Generation } from '../models/manifest.ts'
import type { ProviderTest } from '../models/providers.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import type { Settings } from '../settings/settings.ts'

export interface ScoringOptions {
  provider: string
  workers: Settings['scoringWorkers']
}

/** The scoring threads, as this build has them. */
export interface ScoringEngine {
  open: (generation: Generation, options: ScoringOptions) => Promise<ScoringClient>
  testProviders?: (generation: Generation) => Promise<ProviderTest[]>
}

const thisBuild: ScoringEngine = { open: (generation) => ScoringClient.open(generation) }

/** Opens a generation for scoring, where and on as many threads as the settings say. */
export async function openScoring(
  generation: Generation,
  { executionProvider, scoringWorkers }: Settings,
  { open, testProviders }: ScoringEngine = thisBuild,
): Promise<ScoringClient> {
  const provider =
    executionProvider === 'auto'
      ? fastestProvider((await testProviders?.(generation)) ?? [])
      : executionProvider
  return open(generation, { provider, workers: scoringWorkers })
}

/** Of those whose scores are right, the one that scores the most rows a second; the CPU where there is none. */
export function fastestProvider(tests: readonly ProviderTest[]): string {
  const speed = ({ rowsPerSecond }: ProviderTest) => rowsPerSecond ?? 0
  const [fastest] = tests.filter(({ works }) => works).sort((a, b) => speed(b) - speed(a))
  return fastest?.provider ?? 'cpu'
}
