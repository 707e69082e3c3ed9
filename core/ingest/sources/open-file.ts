import { constants } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'

/** What is at a path is no file: reading it could block for ever or never end. */
export class NotAFileError extends Error {}

/**
 * Opens a file for reading. What is a pipe or a device is not opened, also where it took the place of a file just now:
 * opening it without waiting can't block, and it is looked at again before it is read.
 * @throws NotAFileError
 */
export async function openFile(path: string): Promise<FileHandle> {
  requireFile(await stat(path))
  // Windows knows no O_NONBLOCK, and no pipes among its files.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0))
  try {
    requireFile(await file.stat())
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

function requireFile(info: { isFile(): boolean; isDirectory(): boolean }): void {
  if (info.isFile()) return
  throw new NotAFileError(
    info.isDirectory()
      ? 'is a folder, not a file'
      : 'is neither a file nor a folder; to read a pipe, give it as standard input (-)',
  )
}
