import type { Query } from '../query/query.ts'
import { columnOf } from '../segment/messages.ts'
import { timesOf, type Segment } from '../segment/segment.ts'
import { select } from './select.ts'
import { stepwise } from './stepwise.ts'
import { day } from '../../event/time-units.ts'

/** How many events a query is for. @throws the reason of an aborted signal */
export async function countEvents(
  segments: readonly Segment[],
  query: Query,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  for await (const segment of stepwise(segments, signal))
    for (const flag of select(query, segment)) count += flag
  return count
}

export interface Histogram {
  /** Start of the first bucket, epoch ms, and the width of each, ms. */
  start: number
  width: number
  counts: number[]
}

/** Widths that read well: 1, 2, 5 of seconds and minutes, parts of a day, days. */
const widths = [
  1, 10, 100, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5, 72e5, 144e5, 432e5, 864e5,
]

/** How events lie in time, in at most `most` buckets. undefined where none of them has a time. */
export async function histogramOf(
  segments: readonly Segment[],
  query: Query,
  most: number,
  signal?: AbortSignal,
): Promise<Histogram | undefined> {
  const firsts = segments.flatMap(({ first }) => first ?? [])
  const lasts = segments.flatMap(({ last }) => last ?? [])
  if (firsts.length === 0) return undefined
  const [first, last] = boundsOf(query, Math.min(...firsts), Math.max(...lasts))
  if (first > last) return undefined
  const width = widthFor(last - first, most)
  const start = Math.floor(first / width) * width
  const counts = Array.from({ length: Math.floor((last - start) / width) + 1 }, () => 0)
  for await (const segment of stepwise(segments, signal)) {
    const rows = select(query, segment)
    const times = timesOf(segment)
    for (let row = 0; row < rows.length; row++) {
      if (rows[row] !== 1) continue
      const bucket = Math.floor(((times[row] ?? Number.NaN) - start) / width)
      if (bucket >= 0 && bucket < counts.length) counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return { start, width, counts }
}

/** The times that a query names itself, within those that there are. */
function boundsOf(query: Query, first: number, last: number): [number, number] {
  const parts = query.kind === 'and' ? query.parts : [query]
  let bounds: [number, number] = [first, last]
  for (const part of parts)
    if (part.kind === 'number' && part.field === '@timestamp')
      bounds = [Math.max(bounds[0], part.least), Math.min(bounds[1], part.most)]
  return bounds
}

/** Whole days where even a day is too narrow. */
function widthFor(span: number, most: number): number {
  return (
    widths.find((width) => span / width < most - 1) ?? Math.ceil(span / day / Math.max(1, most - 1)) * day
  )
}

export interface ValueCount {
  value: string
  count: number
}

/** The most frequent values of a field; of a list each value counts. Without those that no event has. */
export async function topValues(
  segments: readonly Segment[],
  query: Query,
  field: string,
  most: number,
  signal?: AbortSignal,
): Promise<ValueCount[]> {
  const counts = new Map<string, number>()
  const add = (value: string, count: number): void => void counts.set(value, (counts.get(value) ?? 0) + count)
  for await (const segment of stepwise(segments, signal)) {
    const column = columnOf(segment, field)
    if (column === undefined) continue
    const rows = select(query, segment)
    if (column.kind === 'number') {
      for (let row = 0; row < rows.length; row++) {
        const value = column.values[row] ?? Number.NaN
        if (rows[row] === 1 && !Number.isNaN(value)) add(String(value), 1)
      }
      continue
    }
    const perCode = new Uint32Array(column.values.length + 1)
    for (let row = 0; row < rows.length; row++)
      if (rows[row] === 1) {
        const code = column.codes[row] ?? 0
        perCode[code] = (perCode[code] ?? 0) + 1
      }
    for (const [i, value] of column.values.entries()) {
      const count = perCode[i + 1] ?? 0
      if (count > 0) for (const text of typeof value === 'string' ? [value] : value) add(text, count)
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, most)
}
