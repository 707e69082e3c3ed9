import { stat } from 'node:fs/promises'
import { explain } from './explain.ts'
import { openFile } from './open-file.ts'
import { realPace, type Pace } from './pace.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** How often a file is looked at for more, ms (ours). */
const lookEveryMs = 250

interface FollowOptions {
  signal: AbortSignal
  pace?: Pace
  chunkBytes?: number
}

/**
 * What a file holds and what is written to it from then on, until the signal aborts; an empty chunk whenever there is nothing
 * more for now. A file that was cut short is read from its beginning, one that took its place is read after it.
 */
export async function* followBytes(
  path: string,
  outcome: ReadOutcome,
  { signal, pace = realPace, chunkBytes = 2 ** 18 }: FollowOptions,
): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  let file = await openFile(path)
  let at = 0
  try {
    while (!signal.aborted) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, at)
      if (bytesRead > 0) {
        at += bytesRead
        outcome.consumed += bytesRead
        outcome.bytes += bytesRead
        yield buffer.subarray(0, bytesRead)
        continue
      }
      yield buffer.subarray(0, 0)
      await pace.wait(lookEveryMs, signal)
      const own = await file.stat()
      const there = await stat(path).catch(() => undefined)
      if (there !== undefined && (there.ino !== own.ino || there.dev !== own.dev)) {
        // What was written to the old file until now is read first.
        if (own.size > at) continue
        await file.close()
        file = await openFile(path)
        at = 0
      } else if (own.size < at) at = 0
    }
  } catch (error) {
    outcome.error ??= `${path} ${explain(error)}; what was read before is kept`
  } finally {
    await file.close().catch(() => {})
  }
}
