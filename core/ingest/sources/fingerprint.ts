import { createHash } from 'node:crypto'
import { findMember } from './archives/find-member.ts'
import { readSpan } from './archives/span.ts'
import { openFile } from './open-file.ts'
import { readSmall } from './read-small.ts'

const endBytes = 64 * 1024

/**
 * Of the content of a file: its size, its beginning and its end. The same after a copy or a new name; logs whose
 * beginning, end and size are those of another log are that log. Of a file in an archive that keeps a checksum of the
 * content, it is that.
 */
export async function fingerprintOf(path: string): Promise<string> {
  const small = readSmall(path)
  if (small !== undefined) return createHash('sha256').update(`${small.length}\n`).update(small).digest('hex')
  const found = await findMember(path)
  if (found) {
    const { archive, member } = found
    if (member.checksum !== undefined) return createHash('sha256').update(member.checksum).digest('hex')
    const { fd, close } = await archive.holder.open()
    try {
      return await hashEnds(member.size, (start, length) => readSpan(fd, member.start + start, length))
    } finally {
      await close()
    }
  }
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    return await hashEnds(size, (start, length) => readSpan(file.fd, start, Math.min(length, size - start)))
  } finally {
    await file.close()
  }
}

/** Small content is hashed whole, as `readSmall` gives it. */
async function hashEnds(
  size: number,
  read: (start: number, length: number) => Promise<Buffer>,
): Promise<string> {
  const hash = createHash('sha256').update(`${size}\n`)
  for (const start of new Set([0, Math.max(0, size - endBytes)]))
    hash.update(await read(start, Math.min(endBytes, size - start)))
  return hash.digest('hex')
}
