import { findMember } from './archives/find-member.ts'
import { memberChunks } from './archives/member-chunks.ts'
import { counted } from './counted.ts'
import { explain } from './explain.ts'
import { fileChunks } from './file-chunks.ts'
import { followBytes } from './follow-bytes.ts'
import type { Pace } from './pace.ts'
import type { ReadOutcome } from './read-outcome.ts'
import { unpack } from './unpack.ts'

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
 * The decompressed content of a file, also of one in an archive; how it is packed is told by its first bytes. A chunk is valid until the next is asked for.
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
    const content = await unpack(path, raw, outcome)
    const isPacked = outcome.isMember || outcome.compression !== 'none'
    const most = isPacked ? (options.maxDecompressedBytes ?? 256 * 2 ** 30) : Infinity
    for await (const chunk of content ?? []) {
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

/** As they lie on disk, or in the archive that the path leads through. */
async function* rawChunks(path: string, outcome: ReadOutcome, options: ByteOptions): AsyncGenerator<Buffer> {
  try {
    const found = path === standardInput ? undefined : await findMember(path)
    outcome.isMember = found !== undefined
    const chunks = found
      ? memberChunks(path, found.archive, found.member, outcome)
      : counted(
          path === standardInput ? inputChunks() : fileChunks(path, outcome, options.chunkBytes ?? 2 ** 18),
          outcome,
        )
    for await (const chunk of chunks) {
      options.signal?.throwIfAborted()
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
