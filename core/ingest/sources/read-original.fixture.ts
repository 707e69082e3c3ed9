import { statSync } from 'node:fs'
import { compressionOf, magicBytes } from './compression.ts'
import { openFile } from './open-file.ts'
import { newOutcome } from './read-outcome.ts'
import { readBytes } from './read-bytes.ts'

/**
 * The exact bytes of a record, by the place its event carries. A packed file is decompressed up to there.
 * Throws where the file is gone or no longer has these bytes.
 */
export async function readOriginal(path: string, offset: number, length: number): Promise<Buffer> {
  const bytes = (await readPlain(path, offset, length)) ?? (await readDecompressed(path, offset, length))
  if (bytes.length < length)
    throw new Error(`${path} ends before byte ${offset + length}: it is no longer the file that was imported`)
  return bytes
}

/** undefined: the file is packed, or lies in an archive. */
async function readPlain(path: string, offset: number, length: number): Promise<Buffer | undefined> {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined
  const file = await openFile(path)
  try {
    const head = await file.read(Buffer.alloc(magicBytes), 0, magicBytes, 0)
    if (compressionOf(head.buffer) !== 'none') return undefined
    const { size } = await file.stat()
    const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
    let filled = 0
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, offset + filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return bytes.subarray(0, filled)
  } finally {
    await file.close()
  }
}

async function readDecompressed(path: string, offset: number, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let position = 0
  for await (const chunk of readBytes(path, newOutcome())) {
    const from = Math.max(0, offset - position)
    const to = Math.min(chunk.length, offset + length - position)
    if (from < to) parts.push(Buffer.from(chunk.subarray(from, to)))
    position += chunk.length
    if (position >= offset + length) break
  }
  return Buffer.concat(parts)
}
