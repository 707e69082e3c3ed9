import { LRUCache } from 'lru-cache'
import { decodeNumbers, type NumberColumn } from '../events/segment/number-column.ts'
import { decodeOriginals, Originals } from '../events/segment/originals.ts'
import type { ColumnKind, EncodedSegment } from '../events/segment/segment-writer.ts'
import type { Segment } from '../events/segment/segment.ts'
import { decodeText, type TextColumn } from '../events/segment/text-column.ts'
import { WordFilter } from '../events/segment/word-filter.ts'
import type { Connection } from './database.ts'

/** Decoded columns, filters and records that are kept for the next search, in bytes. */
const mostCached = 256 * 2 ** 20

/** Adds a segment to an import; with the import it goes. */
export function writeSegment(connection: Connection, importId: string, segment: EncodedSegment): void {
  const { lastInsertRowid: id } = connection
    .prepare('INSERT INTO event_segments (import, rows, first, last) VALUES (?, ?, ?, ?)')
    .run(importId, segment.rows, segment.first, segment.last)
  const putColumn = connection.prepare(
    'INSERT INTO event_columns (segment, name, kind, low, high, data) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const { name, kind, low, high, data } of segment.columns)
    putColumn.run(id, name, kind, low, high, data)
  const putBlock = connection.prepare(
    'INSERT INTO event_blocks (segment, block, words, data) VALUES (?, ?, ?, ?)',
  )
  for (const [block, { words, data }] of segment.blocks.entries()) putBlock.run(id, block, words, data)
}

interface SegmentRow {
  id: number
  rows: number
  first: number | null
  last: number | null
}
interface ColumnRow {
  name: string
  kind: ColumnKind
  low: number | null
  high: number | null
}
type Cached = TextColumn | NumberColumn | WordFilter[] | Originals

/** The stored events of a workspace, for searching. */
export class EventSegments {
  readonly #connection: Connection
  readonly #cache = new LRUCache<string, Cached>({ maxSize: mostCached, sizeCalculation: sizeOf })
  readonly #opened = new Map<number, Segment>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  /** The segments there are now, as they were stored. */
  list(): Segment[] {
    const rows = this.#connection
      .prepare<[], SegmentRow>('SELECT id, rows, first, last FROM event_segments ORDER BY id')
      .all()
    const known = new Set(rows.map(({ id }) => id))
    for (const id of this.#opened.keys()) if (!known.has(id)) this.#opened.delete(id)
    return rows.map((row) => {
      const segment = this.#opened.get(row.id) ?? this.#open(row)
      this.#opened.set(row.id, segment)
      return segment
    })
  }

  #open(row: SegmentRow): Segment {
    let columns: Map<string, ColumnRow> | undefined
    const known = (): Map<string, ColumnRow> => {
      columns ??= new Map(this.#columns(row.id).map((column) => [column.name, column]))
      return columns
    }
    return {
      ...row,
      columnNames: () => [...known().keys()],
      range: (name) => {
        const { low, high } = known().get(name) ?? {}
        return low == null || high == null ? undefined : { low, high }
      },
      column: (name) => {
        const column = known().get(name)
        return column && this.#column(row.id, column)
      },
      wordFilters: () => this.#cached(`${row.id} words`, () => this.#wordFilters(row.id)),
      originals: (block) => this.#cached(`${row.id} block ${block}`, () => this.#originals(row.id, block)),
    }
  }

  #columns(segment: number): ColumnRow[] {
    return this.#connection
      .prepare<[number], ColumnRow>('SELECT name, kind, low, high FROM event_columns WHERE segment = ?')
      .all(segment)
  }

  #column(segment: number, { name, kind }: ColumnRow): TextColumn | NumberColumn {
    return this.#cached(`${segment} column ${name}`, () => {
      const data = this.#blob('SELECT data FROM event_columns WHERE segment = ? AND name = ?', segment, name)
      return kind === 'text' ? decodeText(data) : decodeNumbers(data)
    })
  }

  #wordFilters(segment: number): WordFilter[] {
    return this.#connection
      .prepare<[number], Buffer>('SELECT words FROM event_blocks WHERE segment = ? ORDER BY block')
      .pluck()
      .all(segment)
      .map((words) => WordFilter.from(words))
  }

  #originals(segment: number, block: number): Originals {
    return decodeOriginals(
      this.#blob('SELECT data FROM event_blocks WHERE segment = ? AND block = ?', segment, block),
    )
  }

  #blob(statement: string, segment: number, part: string | number): Buffer {
    const data = this.#connection
      .prepare<[number, string | number], Buffer>(statement)
      .pluck()
      .get(segment, part)
    if (data === undefined) throw new RangeError(`segment ${segment} of the stored events lacks ${part}`)
    return data
  }

  #cached<T extends Cached>(key: string, read: () => T): T {
    // A key is only ever used with one kind of value.
    const known = this.#cache.get(key) as T | undefined
    if (known !== undefined) return known
    const value = read()
    this.#cache.set(key, value)
    return value
  }
}

/** About the bytes in memory. */
function sizeOf(value: Cached): number {
  if (value instanceof Originals) return 64 + value.text.length
  if (Array.isArray(value)) return 64 + value.reduce((sum, filter) => sum + filter.bytes, 0)
  return value.kind === 'number' ? value.values.byteLength : value.codes.byteLength + 48 * value.values.length
}
