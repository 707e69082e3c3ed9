import { createGunzip } from 'node:zlib'
import { errorCode } from './explain.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** Deflate expands at most 1032 times, so one slice becomes 33 MiB at worst before the consumer sees it. */
const sliceBytes = 32 * 1024

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

/**
 * Decompresses gzip, also of several members. One slice is pushed at a time and all it yields is handed out before
 * the next: a stream that fails drops what it still buffers, and a damaged archive must give all that is readable.
 */
export async function* gunzipChunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 2 ** 17 })
  const ready: Buffer[] = []
  let failure: Error | undefined
  let wake = () => {}
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk))
  gunzip.on('error', (error) => (failure = error))
  gunzip.on('close', () => wake())

  /** A stream that fails closes without calling back the write that made it fail. */
  const step = (act: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      if (gunzip.closed) return resolve()
      wake = resolve
      act(resolve)
    })

  function* take(): Generator<Buffer> {
    for (const chunk of ready.splice(0)) {
      const kept = chunk.subarray(0, maxBytes - outcome.bytes)
      outcome.bytes += kept.length
      if (kept.length > 0) yield kept
      if (kept.length === chunk.length) continue
      outcome.error ??= `${path} grows beyond ${maxBytes} bytes when decompressed; it was read up to there`
      return
    }
  }

  try {
    for await (const slice of slices(chunks)) {
      await step((done) => gunzip.write(slice, () => done()))
      yield* take()
      if (gunzip.closed || outcome.error !== undefined) break
    }
    if (outcome.error === undefined) {
      await step(() => gunzip.end())
      yield* take()
    }
    if (failure !== undefined) outcome.error ??= `${path} ${damage(failure, outcome.consumed)}`
  } finally {
    gunzip.destroy()
  }
}

/** Copies, because the reader fills its buffer anew while zlib may still hold a slice. */
async function* slices(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks)
    for (let start = 0; start < chunk.length; start += sliceBytes)
      yield Buffer.from(chunk.subarray(start, start + sliceBytes))
}

function damage(failure: Error, consumed: number): string {
  return errorCode(failure) === 'Z_BUF_ERROR'
    ? `is cut short after ${consumed} compressed bytes: what could be read was kept`
    : `is damaged near compressed byte ${consumed} (${failure.message}): what could be read was kept`
}
