import { randomUUID } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readSync, unlinkSync, write } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { NotAFileError, openFile } from '../open-file.ts'
import type { Holder } from './archive.ts'

const writeAt = promisify(write)

/** What a packed archive, or one within another, may unpack to (ours): more is no evidence but a bomb. */
const mostUnpacked = 64 * 2 ** 30

/** A file on disk. It is opened anew at each use: there may be very many. */
export async function holderOf(path: string): Promise<Holder> {
  const { size } = await stat(path)
  return {
    size,
    readNow: (start, length) => {
      // As in read-small.ts: a pipe that took the file's place just now must not be waited for.
      const fd = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0))
      try {
        if (!fstatSync(fd).isFile()) throw new NotAFileError('is no file any more')
        return readNow(fd, start, length)
      } finally {
        closeSync(fd)
      }
    },
    open: async () => {
      const file = await openFile(path)
      return { fd: file.fd, close: () => file.close() }
    },
  }
}

/**
 * Keeps a content in a temporary file that has no name, so that nobody else reads it and it goes with this thread, however
 * that ends.
 * @throws Error when the disk is full, or it is more than `mostUnpacked`
 */
export async function holdContent(chunks: AsyncIterable<Buffer>): Promise<Holder> {
  const path = join(tmpdir(), `sonic-${randomUUID()}`)
  const fd = openSync(path, 'wx+', 0o600)
  unlinkSync(path)
  let size = 0
  try {
    for await (const chunk of chunks) {
      for (let done = 0; done < chunk.length;)
        done += (await writeAt(fd, chunk, done, chunk.length - done, size + done)).bytesWritten
      size += chunk.length
      if (size > mostUnpacked) throw new Error(`it unpacks to more than ${mostUnpacked} bytes`)
    }
  } catch (error) {
    closeSync(fd)
    throw error
  }
  return {
    size,
    open: async () => ({ fd, close: async () => {} }),
    readNow: (start, length) => readNow(fd, start, length),
  }
}

function readNow(fd: number, start: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  let filled = 0
  while (filled < length) {
    const count = readSync(fd, bytes, filled, length - filled, start + filled)
    if (count === 0) break
    filled += count
  }
  return bytes.subarray(0, filled)
}
