import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { errorMessage } from '../event/error-message.ts'

/**
 * Writes a file whole or not at all: a crash leaves the old content, not half of the new. Makes its folder.
 * @throws Error that names the file, where it cannot be written
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const partial = `${path}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(partial, content, { flush: true })
    await rename(partial, path)
  } catch (error) {
    throw new Error(`${path} could not be written (${errorMessage(error)}); it is as it was before.`, {
      cause: error,
    })
  }
}
