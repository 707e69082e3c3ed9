import type { TrainedEnsemble, TrainingData, TrainingOptions } from './train.ts'
import { scoringWorkerEntry, WorkerChannel } from './worker-channel.ts'

/** `trainEnsemble` on a thread of its own, so that neither the caller nor scoring stands still for it. */
export async function trainOnWorker(data: TrainingData, options: TrainingOptions): Promise<TrainedEnsemble> {
  const channel = new WorkerChannel(scoringWorkerEntry())
  /** A feature may carry its function, which cannot cross. */
  const features = data.features.map(({ name, group, unit, doc, source }) => ({
    name,
    group,
    unit,
    doc,
    source,
  }))
  try {
    return await channel.call('train', { data: { ...data, features }, options })
  } finally {
    await channel.call('close', undefined).catch(() => undefined)
    await channel.exited
  }
}
