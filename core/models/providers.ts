import type { Generation } from './manifest.ts'
import type { ProviderTest } from './provider.ts'
import { callOnWorker } from './worker-channel.ts'

/** Tests every provider with the generation, on a worker thread. Takes about a second; a provider that fails is an answer. */
export function testProviders(generation: Generation): Promise<ProviderTest[]> {
  return callOnWorker('testProviders', generation)
}
