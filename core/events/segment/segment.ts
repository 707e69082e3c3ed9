import type { Event, Place } from '../../event/event.ts'
import { fieldKinds } from '../../event/fields.ts'
import type { NumberColumn } from './number-column.ts'
import { blockLines, type Originals } from './originals.ts'
import { placeColumns } from './segment-writer.ts'
import type { TextColumn } from './text-column.ts'
import type { WordFilter } from './word-filter.ts'

/** A stored segment; its columns and blocks are read when they are asked for. */
export interface Segment {
  id: number
  rows: number
  first: number | null
  last: number | null
  columnNames(): readonly string[]
  /** undefined where no event of the segment has it. */
  column(name: string): TextColumn | NumberColumn | undefined
  /** Least and greatest number of a column; undefined where nothing is known. */
  range(name: string): { low: number; high: number } | undefined
  /** What is known of the words of each block. */
  wordFilters(): readonly WordFilter[]
  originals(block: number): Originals
}

export function timesOf(segment: Segment): Float64Array {
  const column = segment.column('@timestamp')
  return column?.kind === 'number' ? column.values : new Float64Array(segment.rows).fill(Number.NaN)
}

export function originalAt(segment: Segment, row: number): string {
  return segment.originals(Math.floor(row / blockLines)).at(row % blockLines)
}

/** An event, or those of its fields that are asked for. Without a time `@timestamp` is NaN. */
export function eventAt(segment: Segment, row: number, fields?: readonly string[]): Event {
  const event: Record<string, unknown> = { '@timestamp': Number.NaN }
  for (const name of fields ?? segment.columnNames()) {
    if (!fieldKinds.has(name)) continue
    const value = valueAt(segment, name, row)
    if (value !== undefined) event[name] = value
  }
  // Only fields of events are taken, with the kinds that their writer gave them.
  return event as unknown as Event
}

export function placeAt(segment: Segment, row: number): Place {
  const number = (name: string): number => Number(valueAt(segment, name, row) ?? 0)
  return {
    source: String(valueAt(segment, placeColumns.source, row) ?? ''),
    offset: number(placeColumns.offset),
    length: number(placeColumns.length),
    line: number(placeColumns.line),
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
