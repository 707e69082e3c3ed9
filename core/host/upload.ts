import { randomBytes } from 'node:crypto'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { errorMessage } from '../event/error-message.ts'

export interface Upload {
  folder: string
  /** As the page gives it. Only decoration: see `safeName`. */
  name: string
  body: AsyncIterable<Uint8Array>
  /** What the request says of its length; 0 where it does not. */
  declaredBytes: number
  /** Bytes that are free in a folder; the file system's word for it unless a test has its own. */
  freeBytes?: (folder: string) => Promise<number>
}

/** Stays free, so that the workspace can still be written. */
const reserveBytes = 256 * 2 ** 20
/** How often free space is looked at anew: others write to the disk too. */
const recheckBytes = 64 * 2 ** 20

/**
 * Copies a file that was dropped on the browser's window into a folder: a page cannot hand over a path. What was copied
 * of a file that does not fit, or whose connection is cut, is removed.
 */
export async function receiveUpload(upload: Upload): Promise<{ path: string } | { error: string }> {
  const { folder, name, body, declaredBytes, freeBytes = freeBytesOf } = upload
  const home = join(folder, randomBytes(6).toString('hex'))
  const path = join(home, safeName(name))
  try {
    await mkdir(home, { recursive: true, mode: 0o700 })
    const requireRoom = async (bytes: number): Promise<void> => {
      const free = await freeBytes(folder)
      if (bytes + reserveBytes > free) throw new Error(`only ${megabytes(free)} MB are free there`)
    }
    await requireRoom(declaredBytes)
    await write(path, body, () => requireRoom(recheckBytes))
    return { path }
  } catch (error) {
    await rm(home, { recursive: true, force: true })
    return {
      error: `${name} could not be copied to ${folder}: ${errorMessage(error)}. Free some space, or type its path instead.`,
    }
  }
}

async function write(
  path: string,
  body: AsyncIterable<Uint8Array>,
  recheck: () => Promise<void>,
): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    let unchecked = 0
    for await (const chunk of body) {
      unchecked += chunk.length
      if (unchecked > recheckBytes) {
        await recheck()
        unchecked = 0
      }
      await file.writeFile(chunk)
    }
  } finally {
    await file.close()
  }
}

/**
 * Letters, digits, dot, dash and underscore of the last part of a name; never hidden, never an option, never a device
 * of Windows.
 */
export function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replace(/[^\w.-]/g, '_')
    .slice(-120)
    .replace(/^[.-]+/, '')
    .replace(/\.+$/, '')
  if (plain === '') return 'upload'
  return /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(plain) ? `_${plain}` : plain
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

function megabytes(bytes: number): string {
  return Math.floor(bytes / 1e6).toLocaleString('en')
}
