import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorMessage } from '../event/error-message.ts'

/**
 * Writes a file whole or not at all: a crash leaves the old content, not half of the new. Makes its folder.
 *
 * No package does this: on a disk that fills up, write-file-atomic 8.0.0 and atomically 2.1.1 take a short write for a whole
 * one and put half a file in place of the old one.
 * @throws Error that names the file, where it cannot be written
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.${randomUUID()}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(partial, content, { flush: true })
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {})
    throw new Error(`${path} could not be written (${errorMessage(error)}); it is as it was before.`, {
      cause: error,
    })
  }
}
