import { env, InferenceSession } from 'onnxruntime-node'
import type { ProviderName } from './provider.ts'

/** What fails is thrown; without this the native library also writes it to the terminal. */
env.logLevel = 'fatal'

/**
 * An ONNX Runtime session on the calling thread alone: one intra-op thread without spinning is the fastest choice
 * wherever another thread has work to do. `run()` blocks the thread it is called on, so call this in a worker. What
 * `provider` cannot do of the graph the CPU does.
 * @throws Error when the provider is not there
 */
export function openSession(model: Uint8Array, provider: ProviderName = 'cpu'): Promise<InferenceSession> {
  return InferenceSession.create(model, {
    // Named alone: with a second name beside it a provider that is not there would silently be left out.
    executionProviders: [provider],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
}

/** The float32 data of one of the tensors a run returned. */
export function floats(results: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const data = results[name]?.data
  if (!(data instanceof Float32Array)) throw new Error(`the model has no float32 output "${name}"`)
  return data
}
