import { errorMessage } from '../../../event/error-message.ts'
import yauzl, { type Entry } from 'yauzl'
import { MemberList, type Archive, type Holder, type Member } from './archive.ts'

/** A file, or an archive without any (PKWARE's APPNOTE 4.3.7 and 4.3.16). */
export function isZip(head: Uint8Array): boolean {
  const [p, k, a, b] = head
  return p === 0x50 && k === 0x4b && ((a === 3 && b === 4) || (a === 5 && b === 6))
}

/** The numbers of PKWARE's APPNOTE 4.4.5. */
const packings = new Map<number, Member['packed']>([
  [0, 'none'],
  [8, 'deflate'],
  [12, 'bzip2'],
  [93, 'zstd'],
  [95, 'xz'],
])

/**
 * The members of a zip archive, by its directory.
 * @throws Error where it is cut short or damaged
 */
export async function listZip(holder: Holder): Promise<Archive> {
  const { fd, close } = await holder.open()
  try {
    const list = new MemberList()
    let stored = 0
    for await (const entry of entriesOf(fd)) {
      const name = yauzl.getFileNameLowLevel(
        entry.generalPurposeBitFlag,
        Buffer.from(entry.fileNameRaw),
        entry.extraFields,
        false,
      )
      if (/[/\\]$/.test(name)) continue
      stored += entry.compressedSize
      if (!list.add(memberOf(name, entry))) break
    }
    // Bombs let many entries share the same bytes (Fifield, A better zip bomb, WOOT 2019).
    if (stored > holder.size) throw new Error('its entries overlap')
    return { holder, members: list.members, ...(list.note === undefined ? {} : { note: list.note }) }
  } catch (error) {
    throw new Error(`as a zip archive it is damaged or not whole: ${errorMessage(error)}`, { cause: error })
  } finally {
    await close()
  }
}

function memberOf(name: string, entry: Entry): Member {
  const packed = packings.get(entry.compressionMethod)
  const problem = entry.isEncrypted()
    ? 'is encrypted: unpack it with its password first'
    : packed === undefined
      ? `is packed in a way that is not read (zip method ${entry.compressionMethod}): unpack it first`
      : undefined
  return {
    name,
    start: entry.relativeOffsetOfLocalHeader,
    hasHeader: true,
    size: entry.compressedSize,
    packed: packed ?? 'none',
    modified: entry.getLastModDate().getTime() || 0,
    checksum: `${entry.crc32} ${entry.uncompressedSize}`,
    ...(problem === undefined ? {} : { problem }),
  }
}

async function* entriesOf(fd: number): AsyncGenerator<Entry> {
  const zip = await yauzl.fromFdPromise(fd, {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: false,
  })
  yield* zip.eachEntry()
}
