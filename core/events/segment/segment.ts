import type { Event, Place } from '../../event/event.ts'
import { fieldKinds } from '../../event/fields.ts'
import type { NumberColumn } from './number-column.ts'
import type { OriginalBlock, Originals } from './originals.ts'
import { placeColumns } from './segment-writer.ts'
import type { TextColumn } from './text-column.ts'
import type { WordFilter } from './word-filter.ts'

/**
 * Names an event of a workspace, for as long as it is stored. A number of its own rather than where it stands in a file: the
 * questions and the flow of one packet stand in the same place, and one path may have had several contents. Numbers of an
 * import's events follow one another in the order in which they were stored, so merging segments changes none of them.
 */
export type EventId = number

/** A stored segment; its columns and blocks are read when they are asked for. */
export interface Segment {
  /** Number of its first event; those of the others follow, one by one. */
  start: EventId
  rows: number
  first: number | null
  last: number | null
  columnNames(): readonly string[]
  /** undefined where no event of the segment has it. */
  column(name: string): TextColumn | NumberColumn | undefined
  /** Least and greatest number of a column; undefined where nothing is known. */
  range(name: string): { low: number; high: number } | undefined
  /** Lines of each block. */
  blockRows(): readonly number[]
  /** What is known of the words of each block. */
  wordFilters(): readonly WordFilter[]
  originals(block: number): Originals
  packedBlock(block: number): OriginalBlock
}

export function timesOf(segment: Segment): Float64Array {
  const column = segment.column('@timestamp')
  return column?.kind === 'number' ? column.values : new Float64Array(segment.rows).fill(Number.NaN)
}

/** A record as text, and its bytes as they were. */
export function originalAt(segment: Segment, row: number): { original: string; bytes: Buffer } {
  let from = 0
  for (const [block, rows] of segment.blockRows().entries()) {
    if (row < from + rows) {
      const originals = segment.originals(block)
      const original = originals.at(row - from)
      return { original, bytes: originals.rawAt(row - from) ?? Buffer.from(original) }
    }
    from += rows
  }
  return { original: '', bytes: Buffer.alloc(0) }
}

/** An event, or those of its fields that are asked for. Without a time `@timestamp` is NaN. */
export function eventAt(segment: Segment, row: number, fields?: readonly string[]): Event {
  const event: Record<string, unknown> = { '@timestamp': Number.NaN }
  for (const name of fields ?? segment.columnNames()) {
    if (!fieldKinds.has(name)) continue
    const value = valueAt(segment, name, row)
    if (value !== undefined) event[name] = value
  }
  if (fields === undefined || fields.includes('message')) {
    const start = valueAt(segment, placeColumns.message, row)
    if (typeof start === 'number') event['message'] = originalAt(segment, row).original.slice(start)
  }
  // Only fields of events are taken, with the kinds that their writer gave them.
  return event as unknown as Event
}

export function placeAt(segment: Segment, row: number): Place {
  const number = (name: string): number => Number(valueAt(segment, name, row) ?? 0)
  const copy = number(placeColumns.copy)
  return {
    source: String(valueAt(segment, placeColumns.source, row) ?? ''),
    offset: number(placeColumns.offset),
    length: number(placeColumns.length),
    line: number(placeColumns.line),
    ...(copy > 0 ? { copy } : {}),
  }
}

function valueAt(
  segment: Segment,
  name: string,
  row: number,
): string | readonly string[] | number | undefined {
  const column = segment.column(name)
  if (column === undefined) return undefined
  if (column.kind === 'text') return column.values[(column.codes[row] ?? 0) - 1]
  const value = column.values[row]
  return value === undefined || Number.isNaN(value) ? undefined : value
}
