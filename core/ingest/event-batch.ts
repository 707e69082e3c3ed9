import { Reject } from '../event/event.ts'
import type { DecodeLine } from './decoder.ts'
import type { Event, Place } from '../event/event.ts'
import type { LineBatch } from './sources/line-splitter.ts'
import { settleIdentity } from './settle-identity.ts'
import type { SourceTally } from './source-tally.ts'

/** In columns, in input order; lines without a record (blank, header, comment) are left out. */
export interface EventBatch {
  records: (Event | Reject)[]
  places: Place[]
  originals: string[]
  /** By index: the bytes of records that are not the UTF-8 of their text. */
  raw?: Map<number, Buffer>
  /** Bytes taken from the file since the batch before, for progress against its size on disk. */
  bytesRead: number
  /** Epoch ms: nothing that happened before is to come any more, though sources are silent. Of live input alone. */
  tick?: number
  /**
   * Where to go on, by source, when all up to here was taken in: of sources that know their place by a number of their own.
   * The records of other sources are counted, and known by what they say.
   */
  positions?: ReadonlyMap<string, number>
}

export function emptyBatch(): EventBatch {
  return { records: [], places: [], originals: [], bytesRead: 0 }
}

const tooLong = new Reject('the line is longer than a record can be; its first 200 characters were kept')
const timeless = new Reject('the time of this record is none that a calendar holds')
const broken = new Reject('the decoder of this format failed on the line')

/** What `Date` can say. */
const longestTime = 8.64e15

/** Decodes lines and tallies what became of each. */
export function decodeBatch(
  lines: LineBatch,
  read: DecodeLine,
  source: string,
  tally: SourceTally,
): EventBatch {
  const batch = emptyBatch()
  const overlong = new Set(lines.overlong)
  for (const [i, text] of lines.texts.entries()) {
    const isLong = overlong.has(i)
    const repeated = isLong ? undefined : tally.repeatOf(text)
    const times = repeated?.times ?? 1
    const line = lines.numbers?.[i] ?? lines.firstLine + i
    let copy: number | undefined
    for (let time = 0; time < times; time++) {
      const record = isLong ? tooLong : isBlank(text) ? undefined : readSafely(read, repeated?.line ?? text)
      if (record === undefined) {
        tally.addIgnored()
        break
      }
      copy ??= isLong ? 0 : tally.addLine(text, line)
      const place: Place = { source, offset: lines.offsets[i] ?? 0, length: lines.lengths[i] ?? 0, line }
      // Records that one line stands for are as good as equal lines beside each other.
      if (copy > 0 || time > 0) place.copy = copy * times + time
      if (record instanceof Reject) tally.addReject(record, place.line, place.offset, text)
      batch.records.push(record)
      batch.places.push(place)
      batch.originals.push(text)
      copyBytes(lines, i, batch)
      if (record instanceof Reject) break
    }
  }
  return batch
}

/** Adds a record of one batch to another. */
export function addRecord(from: Readonly<EventBatch>, index: number, to: EventBatch): void {
  const record = from.records[index]
  const place = from.places[index]
  if (record === undefined || place === undefined) return
  to.records.push(record)
  to.places.push(place)
  to.originals.push(from.originals[index] ?? '')
  copyBytes(from, index, to)
}

/** Adds all records of a batch to another. */
export function appendBatch(to: EventBatch, more: Readonly<EventBatch>): EventBatch {
  for (let i = 0; i < more.records.length; i++) addRecord(more, i, to)
  to.bytesRead += more.bytesRead
  return to
}

/** Gives the record that was added last to `to` the bytes of one of `from`, where these are not the UTF-8 of its text. */
function copyBytes(from: { raw?: ReadonlyMap<number, Buffer> }, index: number, to: EventBatch): void {
  const bytes = from.raw?.get(index)
  if (bytes === undefined) return
  to.raw ??= new Map()
  to.raw.set(to.records.length - 1, bytes)
}

/** The lines that may hold a record. */
export function contentOf({ texts, overlong }: LineBatch): string[] {
  return texts.filter((text, i) => !isBlank(text) && !overlong.includes(i))
}

/** Nothing, or a remark of journalctl (`-- Boot 3f… --`). Nearly every line ends the question with its first character. */
function isBlank(text: string): boolean {
  const first = text.charCodeAt(0)
  if (first === 45) return text.startsWith('-- ') && (text.endsWith(' --') || text.startsWith('-- cursor: '))
  return !(first > 32) && text.trim() === ''
}

/** Decoders don't throw; should one, it costs its line and not the import. */
export function readSafely(read: DecodeLine, text: string): Event | Reject | undefined {
  try {
    const record = read(text)
    if (record === undefined || record instanceof Reject) return record
    return Math.abs(record['@timestamp']) > longestTime ? timeless : settleIdentity(record)
  } catch {
    return broken
  }
}
