import { bunzip2Chunks } from './bunzip2-chunks.ts'
import { compressionOf, magicBytes, type Compression } from './compression.ts'
import { gunzipChunks, unzstdChunks } from './inflate-chunks.ts'
import type { ReadOutcome } from './read-outcome.ts'
import { unxzChunks } from './unxz-chunks.ts'

/** The content of a stream of bytes, unpacked where its first bytes tell that it is packed; undefined where it is empty. */
export async function unpack(
  path: string,
  raw: AsyncGenerator<Buffer>,
  outcome: ReadOutcome,
): Promise<AsyncIterable<Buffer> | undefined> {
  const first = await firstBytes(raw)
  if (first === undefined) return undefined
  outcome.compression = compressionOf(first)
  return unpackAs(outcome.compression, path, chain(first, raw), outcome)
}

/** @param chunks packed in this way */
export function unpackAs(
  compression: Compression,
  path: string,
  chunks: AsyncIterable<Buffer>,
  outcome: ReadOutcome,
): AsyncIterable<Buffer> {
  switch (compression) {
    case 'none':
      return chunks
    case 'gzip':
      return gunzipChunks(path, chunks, outcome)
    case 'zstd':
      return unzstdChunks(path, chunks, outcome)
    case 'bzip2':
      return bunzip2Chunks(path, chunks, outcome)
    case 'xz':
      return unxzChunks(path, chunks, outcome)
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
