import { counted } from '../counted.ts'
import { inflateRawChunks } from '../inflate-chunks.ts'
import type { ReadOutcome } from '../read-outcome.ts'
import { unpackAs } from '../unpack.ts'
import type { Archive, Member } from './archive.ts'
import { readSpan, spanChunks } from './span.ts'

/** Before a file of a zip archive: its header, with two texts of lengths of their own (PKWARE's APPNOTE 4.3.7). */
const headerBytes = 30

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

async function dataStart(fd: number, { start, hasHeader }: Member): Promise<number> {
  if (!hasHeader) return start
  const header = await readSpan(fd, start, headerBytes)
  if (header.length < headerBytes) return start
  return start + headerBytes + header.readUInt16LE(26) + header.readUInt16LE(28)
}
