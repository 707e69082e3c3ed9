import type { TrainedEnsemble, TrainingData, TrainingOptions } from './train.ts'
import { callOnWorker } from './worker-channel.ts'

/**
 * `trainEnsemble` on a thread of its own, so that neither the caller nor scoring stands still for it. A signal ends it
 * between two steps: a thread that is stopped inside ONNX Runtime would abort the process.
 */
export async function trainOnWorker(
  data: TrainingData,
  options: Omit<TrainingOptions, 'cancelled'>,
  signal?: AbortSignal,
): Promise<TrainedEnsemble> {
  signal?.throwIfAborted()
  const cancelled = new Int32Array(new SharedArrayBuffer(4))
  const cancel = () => Atomics.store(cancelled, 0, 1)
  signal?.addEventListener('abort', cancel)
  /** A feature may carry its function, which cannot cross. */
  const features = data.features.map(({ name, group, unit, doc, source }) => ({
    name,
    group,
    unit,
    doc,
    source,
  }))
  try {
    return await callOnWorker('train', { data: { ...data, features }, options: { ...options, cancelled } })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', cancel)
  }
}
