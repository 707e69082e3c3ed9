import { createGunzip, createInflateRaw, createZstdDecompress } from 'node:zlib'
import { errorCode } from './explain.ts'
import { Inflater } from './inflater.ts'
import { ZstdFrames } from './zstd-frames.ts'
import type { FramePiece } from './zstd-frames.ts'
import type { ReadOutcome } from './read-outcome.ts'

/** Of a damaged archive at most what this much compressed content yields is lost before the damage. */
const sliceBytes = 32 * 1024
const chunkSize = 2 ** 17

/** Decompresses gzip, also of several members. What goes wrong is in `outcome.error`. */
export function gunzipChunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  return inflate(path, whole(chunks), () => new Inflater(createGunzip({ chunkSize })), outcome)
}

/** Decompresses deflate without a header, as zip archives hold it. What goes wrong is in `outcome.error`. */
export function inflateRawChunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  return inflate(path, whole(chunks), () => new Inflater(createInflateRaw({ chunkSize })), outcome)
}

/** Decompresses zstd, also of several frames. What goes wrong is in `outcome.error`. */
export function unzstdChunks(
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  return inflate(path, frames(chunks), () => new Inflater(createZstdDecompress({ chunkSize })), outcome)
}

async function* inflate(
  path: string,
  pieces: AsyncIterable<FramePiece>,
  open: () => Inflater,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  let inflater: Inflater | undefined
  try {
    for await (const { bytes, ends } of pieces) {
      inflater ??= open()
      for (let start = 0; start < bytes.length && !inflater.closed; start += sliceBytes)
        // A copy, because the reader fills its buffer anew while zlib may still hold a slice.
        yield* inflater.feed(Buffer.from(bytes.subarray(start, start + sliceBytes)))
      if (inflater.closed) break
      if (!ends) continue
      yield* inflater.end()
      if (inflater.failure !== undefined) break
      inflater = undefined
    }
    if (inflater !== undefined && !inflater.closed) yield* inflater.end()
    if (inflater?.failure !== undefined)
      outcome.error ??= `${path} ${damage(inflater.failure, outcome.consumed)}`
  } finally {
    inflater?.destroy()
  }
}

async function* whole(chunks: AsyncIterable<Buffer>): AsyncGenerator<FramePiece> {
  for await (const bytes of chunks) yield { bytes, ends: false }
}

async function* frames(chunks: AsyncIterable<Buffer>): AsyncGenerator<FramePiece> {
  const splitter = new ZstdFrames()
  for await (const chunk of chunks) yield* splitter.push(chunk)
}

function damage(failure: Error, consumed: number): string {
  return errorCode(failure) === 'Z_BUF_ERROR'
    ? `is cut short after ${consumed} compressed bytes: what could be read was kept`
    : `is damaged near compressed byte ${consumed} (${failure.message}): what could be read was kept`
}
