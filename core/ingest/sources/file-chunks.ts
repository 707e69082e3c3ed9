import { openFile } from './open-file.ts'
import { readSmall, smallBytes } from './read-small.ts'
import type { ReadOutcome } from './read-outcome.ts'

/**
 * The bytes of a file as they lie on disk; `outcome.error` says where it changed meanwhile. A chunk is valid until the next is
 * asked for.
 * @throws the file system's error
 */
export async function* fileChunks(
  path: string,
  outcome: ReadOutcome,
  chunkBytes: number,
): AsyncGenerator<Buffer> {
  const small = readSmall(path, Math.min(chunkBytes, smallBytes))
  if (small !== undefined) {
    yield small
    return
  }
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) break
      yield buffer.subarray(0, bytesRead)
    }
    const now = await file.stat()
    if (now.nlink === 0) outcome.error = `${path} was removed while it was read; what was read is kept`
    else if (outcome.consumed < size)
      outcome.error = `${path} was shortened while it was read (${outcome.consumed} of ${size} bytes were there); what was read is kept`
  } finally {
    await file.close()
  }
}
