import type { Generation } from './manifest.ts'
import { testProvider } from './provider-test.ts'
import type { ProviderName } from './provider.ts'
import { Scorer } from './scorer.ts'

/** Where a generation ended up. */
export interface Opened {
  provider: ProviderName
  /** Why it is not the provider that was asked for. */
  fallback: string | undefined
}

/** Opens a generation on a provider, or on the CPU where the provider's self-test fails. Blocks its thread. */
export async function openScorer(
  generation: Generation,
  wished: ProviderName,
): Promise<{ scorer: Scorer; opened: Opened }> {
  const fallback = wished === 'cpu' ? undefined : (await testProvider(generation, wished)).problem
  const provider = fallback === undefined ? wished : 'cpu'
  return { scorer: await Scorer.open(generation, provider), opened: { provider, fallback } }
}
