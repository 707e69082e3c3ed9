import { InferenceSession } from 'onnxruntime-node'

/**
 * An ONNX Runtime session on the calling thread alone: one intra-op thread without spinning is the fastest choice
 * wherever another thread has work to do. `run()` blocks the thread it is called on, so call this in a worker.
 */
export function openSession(model: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(model, {
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
