import { isInRange } from '../query/address-range.ts'
import { fitsWhole, fitsWithin, type Pattern } from '../query/pattern.ts'
import type { Query } from '../query/query.ts'
import { columnOf } from '../segment/messages.ts'
import type { Segment } from '../segment/segment.ts'
import type { TextValue } from '../segment/text-column.ts'
import { wordsOf } from '../segment/word-filter.ts'
import { mayFit } from './find-bytes.ts'

/** A flag a row: 1 where it is wanted. */
export type Rows = Uint8Array

/** The rows of a segment that a query is for. */
export function select(query: Query, segment: Segment): Rows {
  const rows = new Uint8Array(segment.rows).fill(1)
  narrow(query, segment, rows)
  return rows
}

/** Takes the rows out that do not fit. */
function narrow(query: Query, segment: Segment, rows: Rows): void {
  switch (query.kind) {
    case 'all':
      return
    case 'and':
      // Words cost the most: they are looked for last, in what is left.
      for (const part of query.parts.toSorted((a, b) => Number(hasWords(a)) - Number(hasWords(b)))) {
        if (!rows.includes(1)) return
        narrow(part, segment, rows)
      }
      return
    case 'or': {
      const left = rows.slice()
      for (const part of query.parts) {
        const found = left.slice()
        narrow(part, segment, found)
        subtract(left, found)
      }
      return subtract(rows, left)
    }
    case 'not': {
      const found = rows.slice()
      narrow(query.part, segment, found)
      return subtract(rows, found)
    }
    case 'exists':
      return columnOf(segment, query.field)?.kind === 'number'
        ? keepNumbers(segment, query.field, rows, -Infinity, Infinity)
        : keepTexts(segment, query.field, rows, () => true)
    case 'text':
      return keepTexts(
        segment,
        query.field,
        rows,
        anyOf((text) => fitsWhole(query.pattern, text)),
      )
    case 'address':
      return keepTexts(
        segment,
        query.field,
        rows,
        anyOf((text) => isInRange(query.range, text)),
      )
    case 'number':
      return keepNumbers(segment, query.field, rows, query.least, query.most)
    case 'words':
      return keepWords(segment, query.pattern, rows)
  }
}

function hasWords(query: Query): boolean {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.some(hasWords)
    case 'not':
      return hasWords(query.part)
    case 'words':
      return true
    case 'all':
    case 'exists':
    case 'text':
    case 'address':
    case 'number':
      return false
  }
}

function subtract(rows: Rows, others: Rows): void {
  for (let row = 0; row < rows.length; row++) if (others[row] === 1) rows[row] = 0
}

/** Of a list one text is enough. */
function anyOf(fits: (text: string) => boolean): (value: TextValue) => boolean {
  return (value) => (typeof value === 'string' ? fits(value) : value.some(fits))
}

function keepTexts(segment: Segment, field: string, rows: Rows, fits: (value: TextValue) => boolean): void {
  const column = columnOf(segment, field)
  if (column?.kind !== 'text') return void rows.fill(0)
  const fitting = new Uint8Array(column.values.length + 1)
  for (const [i, value] of column.values.entries()) fitting[i + 1] = fits(value) ? 1 : 0
  const { codes } = column
  for (let row = 0; row < rows.length; row++) if (rows[row] === 1) rows[row] = fitting[codes[row] ?? 0] ?? 0
}

function keepNumbers(segment: Segment, field: string, rows: Rows, least: number, most: number): void {
  const range = segment.range(field)
  if (range !== undefined && (range.high < least || range.low > most)) return void rows.fill(0)
  const column = columnOf(segment, field)
  if (column?.kind !== 'number') return void rows.fill(0)
  const { values } = column
  for (let row = 0; row < rows.length; row++) {
    const value = values[row] ?? Number.NaN
    if (!(least <= value && value <= most)) rows[row] = 0
  }
}

function keepWords(segment: Segment, pattern: Pattern, rows: Rows): void {
  const words = wordsOf(pattern)
  const couldHave = mayFit(pattern)
  const filters = segment.wordFilters()
  let from = 0
  for (const [block, lines] of segment.blockRows().entries()) {
    const wanted = rows.subarray(from, (from += lines))
    if (!wanted.includes(1)) continue
    if (filters[block]?.mayHave(words) === false) {
      wanted.fill(0)
      continue
    }
    const originals = segment.originals(block)
    if (!couldHave(originals.bytes)) wanted.fill(0)
    for (let row = 0; row < wanted.length; row++)
      if (wanted[row] === 1 && !fitsWithin(pattern, originals.at(row))) wanted[row] = 0
  }
}
