import { createHash } from 'node:crypto'
import { openFile } from './open-file.ts'
import { readSmall } from './read-small.ts'

const endBytes = 64 * 1024

/**
 * Of the content of a file: its size, its beginning and its end. The same after a copy or a new name; logs whose
 * beginning, end and size are those of another log are that log.
 */
export async function fingerprintOf(path: string): Promise<string> {
  const small = readSmall(path)
  if (small !== undefined) return createHash('sha256').update(`${small.length}\n`).update(small).digest('hex')
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const hash = createHash('sha256').update(`${size}\n`)
    const buffer = Buffer.alloc(endBytes)
    for (const position of new Set([0, Math.max(0, size - endBytes)])) {
      const { bytesRead } = await file.read(buffer, 0, endBytes, position)
      hash.update(buffer.subarray(0, bytesRead))
    }
    return hash.digest('hex')
  } finally {
    await file.close()
  }
}
