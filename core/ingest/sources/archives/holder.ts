import { randomUUID } from 'node:crypto'
import { closeSync, openSync, unlinkSync, write } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openFile } from '../open-file.ts'
import type { Holder } from './archive.ts'

const writeAt = promisify(write)

/** What a packed archive, or one within another, may unpack to (ours): more is no evidence but a bomb. */
const mostUnpacked = 64 * 2 ** 30

/** A file on disk. It is opened anew at each use: there may be very many. */
export async function holderOf(path: string): Promise<Holder> {
  const { size } = await stat(path)
  return {
    size,
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
  return { size, open: async () => ({ fd, close: async () => {} }) }
}
