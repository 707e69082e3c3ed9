import { availableParallelism } from 'node:os'
import { fixedBatch } from './fixed-batch.ts'
import type { Generation } from './manifest.ts'
import type { ProviderName } from './provider.ts'
import { scoringWorkerEntry, WorkerChannel } from './worker-channel.ts'

const ROWS = 256
const BATCHES = 8
/** Reading takes a processor of its own: below this two workers would take it away. */
const MIN_PROCESSORS = 3
/** Two workers must score so much faster than one, or they are not worth their memory. Ours. */
const MIN_GAIN = 1.3

/** Whether two scoring workers are worth it here: measured in a fraction of a second, on worker threads. */
export async function chooseWorkers(generation: Generation, provider: ProviderName): Promise<1 | 2> {
  if (availableParallelism() < MIN_PROCESSORS) return 1
  return (await measureGain(generation, provider)) >= MIN_GAIN ? 2 : 1
}

/** How many times as fast two workers score as one. */
export async function measureGain(generation: Generation, provider: ProviderName): Promise<number> {
  const channels = [new WorkerChannel(scoringWorkerEntry()), new WorkerChannel(scoringWorkerEntry())]
  const columns = fixedBatch(generation.manifest, ROWS)
  const score = async (channel: WorkerChannel) => {
    for (let batch = 0; batch < BATCHES; batch++) await channel.call('score', columns)
  }
  const timed = async (used: WorkerChannel[]) => {
    const begun = performance.now()
    await Promise.all(used.map(score))
    return performance.now() - begun
  }
  try {
    await Promise.all(channels.map((channel) => channel.call('prepare', { generation, provider })))
    await Promise.all(channels.map((channel) => channel.call('adopt', undefined)))
    await timed(channels)
    return (2 * (await timed(channels.slice(0, 1)))) / (await timed(channels))
  } finally {
    await Promise.all(channels.map((channel) => channel.end()))
  }
}
