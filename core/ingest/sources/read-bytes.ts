import { explain } from './explain.ts'
import { bunzip2Chunks } from './bunzip2-chunks.ts'
import { compressionOf, magicBytes } from './compression.ts'
import { gunzipChunks, unzstdChunks } from './inflate-chunks.ts'
import type { ReadOutcome } from './read-outcome.ts'
import { followBytes } from './follow-bytes.ts'
import { openFile } from './open-file.ts'
import type { Pace } from './pace.ts'
import { readSmall, smallBytes } from './read-small.ts'

export interface ByteOptions {
  signal?: AbortSignal
  /** Bytes read at once. Default 256 KiB: measured as fast as 4 MiB, and many files can be open together. */
  chunkBytes?: number
  /** A packed file that grows beyond this is read up to here. Default 256 GiB. */
  maxDecompressedBytes?: number
  /** The file is read on as it grows, until the signal aborts: see `followBytes`. Packed files are not followed. */
  follow?: Pace
}

/** The path that stands for standard input. */
export const standardInput = '-'

/**
 * The decompressed content of a file; how it is packed is told by its first bytes. A chunk is valid until the next is asked for.
 * Never throws because of the file: what goes wrong is in `outcome.error`. Throws the reason of an aborted signal.
 */
export async function* readBytes(
  path: string,
  outcome: ReadOutcome,
  options: ByteOptions = {},
): AsyncGenerator<Buffer> {
  if (options.follow !== undefined && options.signal !== undefined) {
    yield* followBytes(path, outcome, { signal: options.signal, pace: options.follow })
    return
  }
  const raw = rawChunks(path, outcome, options)
  try {
    const first = await firstBytes(raw)
    if (first === undefined) return
    outcome.compression = compressionOf(first)
    const content = unpack(path, chain(first, raw), outcome)
    const most = outcome.compression === 'none' ? Infinity : (options.maxDecompressedBytes ?? 256 * 2 ** 30)
    for await (const chunk of content) {
      const kept = chunk.subarray(0, most - outcome.bytes)
      outcome.bytes += kept.length
      if (kept.length > 0) yield kept
      if (kept.length === chunk.length) continue
      outcome.error ??= `${path} grows beyond ${most} bytes when decompressed; it was read up to there`
      return
    }
  } finally {
    await raw.return(undefined)
  }
}

function unpack(path: string, chunks: AsyncIterable<Buffer>, outcome: ReadOutcome): AsyncIterable<Buffer> {
  switch (outcome.compression) {
    case 'none':
      return chunks
    case 'gzip':
      return gunzipChunks(path, chunks, outcome)
    case 'zstd':
      return unzstdChunks(path, chunks, outcome)
    case 'bzip2':
      return bunzip2Chunks(path, chunks, outcome)
  }
}

/** The first chunk, or as many as tell the compression. */
async function firstBytes(chunks: AsyncIterator<Buffer>): Promise<Buffer | undefined> {
  const first = await chunks.next()
  if (first.done === true) return undefined
  let bytes = first.value
  while (bytes.length < magicBytes) {
    const copied = Buffer.from(bytes)
    const next = await chunks.next()
    if (next.done === true) return copied
    bytes = Buffer.concat([copied, next.value])
  }
  return bytes
}

async function* chain(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first
  yield* rest
}

async function* rawChunks(path: string, outcome: ReadOutcome, options: ByteOptions): AsyncGenerator<Buffer> {
  const chunks =
    path === standardInput ? inputChunks() : fileChunks(path, outcome, options.chunkBytes ?? 2 ** 18)
  try {
    for await (const chunk of chunks) {
      options.signal?.throwIfAborted()
      outcome.consumed += chunk.length
      yield chunk
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    const kept = outcome.consumed > 0 ? '; what was read before is kept' : ''
    outcome.error ??= `${path} ${explain(error)}${kept}`
  }
}

async function* inputChunks(): AsyncGenerator<Buffer> {
  for await (const chunk of process.stdin) yield Buffer.from(chunk as Uint8Array)
}

async function* fileChunks(path: string, outcome: ReadOutcome, chunkBytes: number): AsyncGenerator<Buffer> {
  const small = readSmall(path, Math.min(chunkBytes, smallBytes))
  if (small !== undefined) {
    yield small
    return
  }
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) break
      yield buffer.subarray(0, bytesRead)
    }
    const now = await file.stat()
    if (now.nlink === 0) outcome.error = `${path} was removed while it was read; what was read is kept`
    else if (outcome.consumed < size)
      outcome.error = `${path} was shortened while it was read (${outcome.consumed} of ${size} bytes were there); what was read is kept`
  } finally {
    await file.close()
  }
}
