import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs'

/**
 * Bytes up to which a file is read at once and without waiting. Each asynchronous call costs some 50 µs of threads waking
 * each other up, more than reading so little takes: 50,000 small files would spend a minute on nothing else.
 */
export const smallBytes = 64 * 1024

/**
 * All of a file of at most `most` bytes; undefined for what is larger, empty or no regular file.
 * @throws the file system's error where it is there and can't be read
 */
export function readSmall(path: string, most = smallBytes): Buffer | undefined {
  const info = statSync(path, { throwIfNoEntry: false })
  if (info === undefined || !info.isFile() || info.size === 0 || info.size > most) return undefined
  // As in open-file.ts: a pipe that took the file's place just now must not be waited for.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK || 0))
  try {
    if (!fstatSync(file).isFile()) return undefined
    const bytes = Buffer.allocUnsafe(info.size)
    let filled = 0
    while (filled < bytes.length) {
      const count = readSync(file, bytes, filled, bytes.length - filled, filled)
      if (count === 0) break
      filled += count
    }
    return bytes.subarray(0, filled)
  } finally {
    closeSync(file)
  }
}
