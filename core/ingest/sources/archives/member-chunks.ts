import { inflateRawSync } from 'node:zlib'
import { counted } from '../counted.ts'
import { inflateRawChunks } from '../inflate-chunks.ts'
import type { ReadOutcome } from '../read-outcome.ts'
import { smallBytes } from '../read-small.ts'
import { unpackAs } from '../unpack.ts'
import type { Archive, Holder, Member } from './archive.ts'
import { readSpan, spanChunks } from './span.ts'

/** Before a file of a zip archive: its header, with two texts of lengths of their own (PKWARE's APPNOTE 4.3.7). */
const headerBytes = 30
/** What grows beyond this is read piece by piece. */
const mostSmall = 2 ** 20

/**
 * The content of a member. What goes wrong with its packing is in `outcome.error`.
 * @param path of the member, for what is said
 * @throws the file system's error
 */
export async function* memberChunks(
  path: string,
  { holder }: Archive,
  member: Member,
  outcome: ReadOutcome,
): AsyncGenerator<Buffer> {
  const small = readSmallMember(holder, member)
  if (small !== undefined) {
    outcome.consumed += member.size
    yield small
    return
  }
  const { fd, close } = await holder.open()
  try {
    const raw = counted(spanChunks(fd, await dataStart(fd, member), member.size), outcome)
    yield* member.packed === 'deflate'
      ? inflateRawChunks(path, raw, outcome)
      : unpackAs(member.packed, path, raw, outcome)
  } finally {
    await close()
  }
}

/** All of a small member that is whole; what is damaged is read piece by piece, to keep what can be read. */
function readSmallMember(holder: Holder, { start, size, hasHeader, packed }: Member): Buffer | undefined {
  if (size === 0 || size > smallBytes || (packed !== 'none' && packed !== 'deflate')) return undefined
  const head = hasHeader ? holder.readNow(start, headerBytes) : Buffer.alloc(0)
  if (hasHeader && head.length < headerBytes) return undefined
  const bytes = holder.readNow(start + lengthOf(head), size)
  if (bytes.length < size || packed === 'none') return bytes.length < size ? undefined : bytes
  try {
    const content = inflateRawSync(bytes, { maxOutputLength: mostSmall })
    return content.length === 0 ? undefined : content
  } catch {
    return undefined
  }
}

/** Of a header with its texts. */
function lengthOf(header: Buffer): number {
  return header.length < headerBytes ? 0 : headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function dataStart(fd: number, { start, hasHeader }: Member): Promise<number> {
  if (!hasHeader) return start
  return start + lengthOf(await readSpan(fd, start, headerBytes))
}
