import { read } from 'node:fs'
import { promisify } from 'node:util'

const readAt = promisify(read)
const chunkBytes = 2 ** 18

/** So many bytes from there, fewer at the end of the file. */
export async function readSpan(fd: number, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await readAt(fd, bytes, filled, length - filled, start + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

/** The same in chunks, each valid until the next is asked for. */
export async function* spanChunks(fd: number, start: number, length: number): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, length))
  for (let done = 0; done < length;) {
    const { bytesRead } = await readAt(fd, buffer, 0, Math.min(buffer.length, length - done), start + done)
    if (bytesRead === 0) return
    done += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}
