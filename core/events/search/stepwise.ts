import { setImmediate } from 'node:timers/promises'
import type { Segment } from '../segment/segment.ts'

/** Segment after segment; others run in between. @throws the reason of an aborted signal */
export async function* stepwise(
  segments: readonly Segment[],
  signal: AbortSignal | undefined,
): AsyncGenerator<Segment> {
  for (const segment of segments) {
    signal?.throwIfAborted()
    yield segment
    await setImmediate()
  }
}
