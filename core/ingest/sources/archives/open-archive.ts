import { statSync } from 'node:fs'
import { fileChunks } from '../file-chunks.ts'
import { newOutcome, type ReadOutcome } from '../read-outcome.ts'
import { unpack } from '../unpack.ts'
import type { Archive, Holder, Member } from './archive.ts'
import { holderOf, holdContent } from './holder.ts'
import { memberChunks } from './member-chunks.ts'
import { isTar, listTar } from './tar.ts'
import { isZip, listZip } from './zip.ts'

/** Bytes that tell what is an archive. */
const headBytes = 512
const chunkBytes = 2 ** 18

export function isArchive(head: Uint8Array): boolean {
  return isZip(head) || isTar(head)
}

/** Kept as long as the thread lives: each file of an archive is opened several times. */
const opened = new Map<string, Promise<Archive | undefined>>()

/** The archive in this file; undefined: there is none. @throws Error where it can't be read, the file system's among them */
export function openArchive(path: string): Promise<Archive | undefined> {
  const { size, mtimeMs } = statSync(path)
  return remembered(`${path}\0${size}\0${mtimeMs}`, async () => {
    const outcome = newOutcome()
    return openContent(path, fileChunks(path, outcome, chunkBytes), outcome, () => holderOf(path))
  })
}

/** The archive that a member of another is. @param path what tells it from all others */
export function openNested(path: string, archive: Archive, member: Member): Promise<Archive | undefined> {
  return remembered(path, async () => {
    const outcome = newOutcome()
    return openContent(path, memberChunks(path, archive, member, outcome), outcome)
  })
}

/** @param holderOf where the bytes lie already as they are */
async function openContent(
  path: string,
  raw: AsyncGenerator<Buffer>,
  outcome: ReadOutcome,
  holderOf?: () => Promise<Holder>,
): Promise<Archive | undefined> {
  try {
    const content = await unpack(path, raw, outcome)
    if (content === undefined) return undefined
    const iterator = content[Symbol.asyncIterator]()
    const head = await headOf(iterator)
    if (!isArchive(head)) return undefined
    const isPlain = outcome.compression === 'none'
    const holder = isPlain && holderOf ? await holderOf() : await holdContent(joined(head, iterator))
    const archive = isZip(head) ? await listZip(holder) : await listTar(holder)
    // A packed archive that is cut short may end between two files.
    return outcome.error === undefined ? archive : { note: outcome.error.replace(`${path} `, ''), ...archive }
  } finally {
    await raw.return(undefined)
  }
}

async function headOf(content: AsyncIterator<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let held = 0; held < headBytes;) {
    const next = await content.next()
    if (next.done === true) break
    pieces.push(Buffer.from(next.value))
    held += next.value.length
  }
  return Buffer.concat(pieces)
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head
  for (;;) {
    const next = await rest.next()
    if (next.done === true) return
    yield next.value
  }
}

function remembered(key: string, open: () => Promise<Archive | undefined>): Promise<Archive | undefined> {
  const known = opened.get(key)
  if (known) return known
  const opening = open().catch((error: unknown) => {
    opened.delete(key)
    throw error
  })
  opened.set(key, opening)
  return opening
}
