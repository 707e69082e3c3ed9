import { open } from 'node:fs/promises'
import { compressionOf } from './compression.ts'
import { standardInput } from './read-bytes.ts'
import { readLines } from './read-lines.ts'
import { utf16Of } from './text-encoding.ts'

const tailBytes = 64 * 1024

/** The first lines with content of a file, at most `most` of them. */
export async function readHead(path: string, most: number): Promise<string[]> {
  const { batches, outcome } = readLines(path, { chunkBytes: 2 ** 16 })
  const lines: string[] = []
  for await (const { texts, overlong } of batches) {
    lines.push(...texts.filter((text, i) => text.trim() !== '' && !overlong.includes(i)))
    if (lines.length >= most) break
  }
  if (lines.length === 0 && outcome.error !== undefined) throw new Error(outcome.error)
  return lines.slice(0, most)
}

/** The last lines of a file; none where it can't be read from its end (packed, UTF-16, standard input, gone). */
export async function readTail(path: string): Promise<string[]> {
  if (path === standardInput) return []
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const head = Buffer.alloc(Math.min(size, 1024))
      await file.read(head, 0, head.length, 0)
      if (compressionOf(head) !== 'none' || utf16Of(head) !== undefined) return []
      const start = Math.max(0, size - tailBytes)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
      const lines = buffer.toString('utf8', 0, bytesRead).split(/\r?\n/)
      return lines.slice(start > 0 ? 1 : 0).filter((line) => line.trim() !== '')
    } finally {
      await file.close()
    }
  } catch {
    return []
  }
}
