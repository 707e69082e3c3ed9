import { compressionOf } from './compression.ts'
import { openFile } from './open-file.ts'
import { standardInput } from './read-bytes.ts'
import { readLines } from './read-lines.ts'
import { readSmall } from './read-small.ts'
import { utf16Of } from './text-encoding.ts'

const tailBytes = 64 * 1024

/** Beyond it a head ends early: what has so few lines in so many bytes is no log. */
const headBytes = 8 * 2 ** 20

/**
 * The first lines with content of a file, at most `most` of them, of its first 8 MiB.
 * @throws Error with a sentence where nothing could be read; the reason of an aborted signal
 */
export async function readHead(path: string, most: number, signal?: AbortSignal): Promise<string[]> {
  const { batches, outcome } = readLines(path, { signal, chunkBytes: 2 ** 16, mostBytes: headBytes })
  const lines: string[] = []
  for await (const { texts, overlong } of batches) {
    for (const [i, text] of texts.entries())
      if (lines.length < most && text.trim() !== '' && !overlong.includes(i)) lines.push(text)
    if (lines.length >= most) break
  }
  if (lines.length === 0 && outcome.error !== undefined) throw new Error(outcome.error)
  return lines
}

/** The last lines of a file; none where it can't be read from its end (packed, UTF-16, standard input, gone). */
export async function readTail(path: string): Promise<string[]> {
  if (path === standardInput) return []
  try {
    const small = readSmall(path)
    if (small !== undefined) return isPlain(small) ? linesOf(small.toString('utf8')) : []
    const file = await openFile(path)
    try {
      const { size } = await file.stat()
      const head = Buffer.alloc(Math.min(size, 1024))
      await file.read(head, 0, head.length, 0)
      if (!isPlain(head)) return []
      const start = Math.max(0, size - tailBytes)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start)
      const text = buffer.toString('utf8', 0, bytesRead)
      // It begins in the middle of a line.
      return linesOf(start > 0 ? text.slice(text.indexOf('\n') + 1) : text)
    } finally {
      await file.close()
    }
  } catch {
    return []
  }
}

function isPlain(head: Buffer): boolean {
  return compressionOf(head) === 'none' && utf16Of(head) === undefined
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}
