import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { errorMessage } from '../event/error-message.ts'

/** What a file holds, whole or in parts as they are made. */
export type Content = string | Uint8Array | Iterable<string>

/**
 * Writes a file whole or not at all: a crash or a full disk leaves the old content, not half of the new, and nothing beside
 * it. Makes its folder.
 *
 * No package does this: on a disk that fills up, write-file-atomic 8.0.0 and atomically 2.1.1 take a short write for a whole
 * one and put half a file in place of the old one.
 * @throws Error that names the file, where it cannot be written
 */
export async function replaceFile(path: string, content: Content): Promise<void> {
  await replaceFiles([[path, content]])
}

/**
 * The same for files that belong together: none takes its place before all are written.
 * @param before runs once all are written: what must not happen where they cannot be
 */
export async function replaceFiles(
  files: readonly (readonly [path: string, content: Content])[],
  before: () => void | Promise<void> = () => {},
): Promise<void> {
  const staged = files.map(([path, content]) => ({
    path,
    content,
    partial: `${path}.${randomUUID()}.partial`,
  }))
  try {
    for (const file of staged) await naming(file.path, () => writeBeside(file))
    await before()
    for (const { path, partial } of staged) await naming(path, () => rename(partial, path))
  } finally {
    for (const { partial } of staged) await rm(partial, { force: true }).catch(() => {})
  }
}

/** Why a file or folder could not be written, for a person. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOSPC':
      return 'the disk is full'
    case 'EDQUOT':
      return 'the disk quota is used up'
    case 'EACCES':
    case 'EPERM':
      return 'this user may not write there'
    case 'EROFS':
      return 'the disk is read-only'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a part of the path is a file'
    case 'EISDIR':
      return 'a folder has its name'
    default:
      return errorMessage(error)
  }
}

async function writeBeside({ content, partial }: { content: Content; partial: string }): Promise<void> {
  await mkdir(dirname(partial), { recursive: true })
  const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content
  await pipeline(parts, createWriteStream(partial, { flush: true }))
}

async function naming(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(`${path} could not be written (${reasonOf(error)}); it is as it was before.`, {
      cause: error,
    })
  }
}
