import { emptyBatch, type EventBatch } from '../../ingest/event-batch.ts'
import type { Pace } from '../../ingest/sources/pace.ts'

/** Live results are committed so often, ms (ours): who reads along sees an alert within two seconds. */
const tickMs = 1000
/** Records may come so much later than they happened before a tick says that none do any more, ms (ours: one relay's delay). */
const lagMs = 1000

/**
 * The batches of live sources as they come, and ticks of the clock on the wall, so that all moves on although sources are
 * silent. No source waits for another. Ends when all sources have.
 */
export async function* liveInput(
  sources: readonly AsyncIterable<EventBatch>[],
  pace: Pace,
): AsyncGenerator<EventBatch> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]())
  const ended = new AbortController()
  const next = (at: number) => async () => ({ at, result: await iterators[at]?.next() })
  const tick = async () => {
    await pace.wait(tickMs, ended.signal)
    return { at: -1, result: undefined }
  }
  const waiting = new Map(iterators.map((_, at) => [at, next(at)()]))
  let ticking = tick()
  try {
    while (waiting.size > 0) {
      const { at, result } = await Promise.race([...waiting.values(), ticking])
      if (at < 0) {
        ticking = tick()
        yield { ...emptyBatch(), tick: pace.now() - lagMs }
      } else if (result === undefined || result.done === true) waiting.delete(at)
      else {
        waiting.set(at, next(at)())
        if (isSomething(result.value)) yield result.value
      }
    }
  } finally {
    ended.abort()
    for (const iterator of iterators) await iterator.return?.(undefined)
  }
}

function isSomething({ records, bytesRead, positions }: EventBatch): boolean {
  return records.length > 0 || bytesRead > 0 || (positions !== undefined && positions.size > 0)
}
