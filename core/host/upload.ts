import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { randomBytes } from 'node:crypto'
import { errorMessage } from '../event/error-message.ts'

/**
 * Copies a file that was dropped on the browser's window into `folder`: a page cannot hand over a path.
 * The given name is only decoration: it is stripped to letters, digits, dot, dash and underscore.
 */
export async function receiveUpload(
  folder: string,
  name: string,
  body: AsyncIterable<Uint8Array> | null,
): Promise<{ path: string } | { error: string }> {
  const safeName =
    basename(name)
      .replace(/[^\w.-]/g, '_')
      .slice(-120) || 'upload'
  const home = join(folder, randomBytes(6).toString('hex'))
  const path = join(home, safeName)
  try {
    await mkdir(home, { recursive: true })
    await pipeline(body ?? [], createWriteStream(path))
    return { path }
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    const message = errorMessage(error)
    return {
      error: `${name} could not be copied to ${folder}: ${message}. Free some space, or type its path instead.`,
    }
  }
}
