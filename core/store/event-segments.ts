import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import { decodeNumbers, type NumberColumn } from '../events/segment/number-column.ts'
import {
  blockLines,
  decodeOriginals,
  type OriginalBlock,
  type Originals,
} from '../events/segment/originals.ts'
import type { ColumnKind } from '../events/segment/segment-writer.ts'
import type { EventId, Segment } from '../events/segment/segment.ts'
import { decodeText, type TextColumn } from '../events/segment/text-column.ts'
import { WordFilter } from '../events/segment/word-filter.ts'
import type { Connection } from './database.ts'

/** Decoded columns and filters that are kept for the next search, in bytes; records are unpacked as quickly as they are collected. */
const mostCached = 256 * 2 ** 20

/** A segment without its columns and blocks. */
export interface SegmentRow {
  id: number
  start: EventId
  rows: number
  first: number | null
  last: number | null
  /** JSON: lines of each block; null where each has 1,024, as earlier versions wrote them. */
  blocks: string | null
}
interface ColumnRow {
  name: string
  kind: ColumnKind
  low: number | null
  high: number | null
}
type Cached = TextColumn | NumberColumn | WordFilter[] | Map<string, ColumnRow> | number[]
type SegmentCache = Pick<Map<string, Cached>, 'get'> & { set(key: string, value: Cached): unknown }

/** What was decoded, for the next search: no segment changes, and no id is given twice. */
export function createSegmentCache(): SegmentCache {
  return new LRUCache({ maxSize: mostCached, sizeCalculation: sizeOf })
}

const blockRowsSchema = z.array(z.number().int().min(1))

/** Reads stored segments on one connection. */
export class SegmentReader {
  readonly #cache: SegmentCache
  readonly #statements: ReturnType<typeof prepare>

  /** @param cache what was decoded is kept there; by default for as long as this reader */
  constructor(connection: Connection, cache: SegmentCache = new Map<string, Cached>()) {
    this.#cache = cache
    this.#statements = prepare(connection)
  }

  /** The segments there are now, in the order of their events' numbers. */
  list(): Segment[] {
    return this.#statements.segments.all().map((row) => this.open(row))
  }

  open({ id, start, rows, first, last, blocks }: SegmentRow): Segment {
    const columns = (): ReadonlyMap<string, ColumnRow> =>
      this.#cached(
        `${id} columns`,
        () => new Map(this.#statements.columns.all(id).map((column) => [column.name, column])),
      )
    const blockRows = (): number[] =>
      this.#cached(`${id} rows`, () =>
        blocks === null ? evenBlocks(rows) : blockRowsSchema.parse(JSON.parse(blocks)),
      )
    // Neighbouring rows are asked for one after another.
    let opened: { block: number; originals: Originals } | undefined
    return {
      start,
      rows,
      first,
      last,
      columnNames: () => [...columns().keys()],
      range: (name) => {
        const { low, high } = columns().get(name) ?? {}
        return low == null || high == null ? undefined : { low, high }
      },
      column: (name) => {
        const column = columns().get(name)
        return column && this.#column(id, column)
      },
      blockRows,
      wordFilters: () =>
        this.#cached(`${id} words`, () =>
          this.#statements.words.all(id).map((words) => WordFilter.from(words)),
        ),
      originals: (block) => {
        if (opened?.block !== block)
          opened = { block, originals: decodeOriginals(this.#packed(id, block).data) }
        return opened.originals
      },
      packedBlock: (block) => ({ rows: blockRows()[block] ?? 0, ...this.#packed(id, block) }),
    }
  }

  #column(segment: number, { name, kind }: ColumnRow): TextColumn | NumberColumn {
    return this.#cached(`${segment} column ${name}`, () => {
      const data = this.#statements.column.get(segment, name)
      if (data === undefined) throw lacking(segment, name)
      return kind === 'text' ? decodeText(data) : decodeNumbers(data)
    })
  }

  #packed(segment: number, block: number): Omit<OriginalBlock, 'rows'> {
    const packed = this.#statements.block.get(segment, block)
    if (packed === undefined) throw lacking(segment, `block ${block}`)
    return packed
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

function prepare(connection: Connection) {
  return {
    segments: connection.prepare<[], SegmentRow>(
      'SELECT id, start, rows, first, last, blocks FROM event_segments ORDER BY start',
    ),
    columns: connection.prepare<[number], ColumnRow>(
      'SELECT name, kind, low, high FROM event_columns WHERE segment = ?',
    ),
    column: connection
      .prepare<[number, string], Buffer>('SELECT data FROM event_columns WHERE segment = ? AND name = ?')
      .pluck(),
    words: connection
      .prepare<[number], Buffer>('SELECT words FROM event_blocks WHERE segment = ? ORDER BY block')
      .pluck(),
    block: connection.prepare<[number, number], Omit<OriginalBlock, 'rows'>>(
      'SELECT words, data FROM event_blocks WHERE segment = ? AND block = ?',
    ),
  }
}

function lacking(segment: number, part: string): RangeError {
  return new RangeError(`segment ${segment} of the stored events lacks ${part}`)
}

function evenBlocks(rows: number): number[] {
  return Array.from({ length: Math.ceil(rows / blockLines) }, (_, block) =>
    Math.min(blockLines, rows - block * blockLines),
  )
}

/** About the bytes in memory. */
function sizeOf(value: Cached): number {
  if (value instanceof Map) return 64 + 200 * value.size
  if (Array.isArray(value))
    return 64 + value.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 8 : part.bytes), 0)
  return value.kind === 'number' ? value.values.byteLength : value.codes.byteLength + 48 * value.values.length
}
