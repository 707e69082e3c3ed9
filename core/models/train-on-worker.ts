import type { TrainedEnsemble, TrainingData, TrainingOptions } from './train.ts'
import { callOnWorker } from './worker-channel.ts'

/** `trainEnsemble` on a thread of its own, so that neither the caller nor scoring stands still for it. */
export function trainOnWorker(data: TrainingData, options: TrainingOptions): Promise<TrainedEnsemble> {
  /** A feature may carry its function, which cannot cross. */
  const features = data.features.map(({ name, group, unit, doc, source }) => ({
    name,
    group,
    unit,
    doc,
    source,
  }))
  return callOnWorker('train', { data: { ...data, features }, options })
}
