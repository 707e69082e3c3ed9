import { open } from 'node:fs/promises'
import { explain } from './explain.ts'
import { gunzipChunks, isGzip } from './gunzip-chunks.ts'
import type { ReadOutcome } from './read-outcome.ts'

export interface ByteOptions {
  signal?: AbortSignal
  /** Bytes read at once. Default 256 KiB: measured as fast as 4 MiB, and many files can be open together. */
  chunkBytes?: number
  /** A gzip file that grows beyond this is read up to here. Default 256 GiB. */
  maxDecompressedBytes?: number
}

/** The path that stands for standard input. */
export const standardInput = '-'

/**
 * The decompressed content of a file, gzip told by its first bytes. A chunk is valid until the next is asked for.
 * Never throws because of the file: what goes wrong is in `outcome.error`. Throws the reason of an aborted signal.
 */
export async function* readBytes(
  path: string,
  outcome: ReadOutcome,
  options: ByteOptions = {},
): AsyncGenerator<Buffer> {
  const raw = rawChunks(path, outcome, options)
  try {
    const first = await raw.next()
    if (first.done === true) return
    const whole = chain(first.value, raw)
    if (!isGzip(first.value)) {
      for await (const chunk of whole) {
        outcome.bytes += chunk.length
        yield chunk
      }
      return
    }
    outcome.compression = 'gzip'
    yield* gunzipChunks(path, whole, outcome, options.maxDecompressedBytes ?? 256 * 2 ** 30)
  } finally {
    await raw.return(undefined)
  }
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
    outcome.error ??= `${path} ${explain(error)}; what was read before is kept`
  }
}

async function* inputChunks(): AsyncGenerator<Buffer> {
  for await (const chunk of process.stdin) yield Buffer.from(chunk as Uint8Array)
}

async function* fileChunks(path: string, outcome: ReadOutcome, chunkBytes: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r')
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
