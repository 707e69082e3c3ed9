import { Reject } from '../../event/event.ts'
import { buildEvent, timeOf } from '../build-event.ts'
import { fieldOf } from '../field-aliases.ts'
import { openEmbedded } from './embedded-line.ts'
import { delimiters, splitCells } from './csv-split.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import type { Field } from '../../event/event.ts'
import type { Mapping } from '../mapping.ts'

interface Table {
  header: string
  delimiter: string
  /** By column; undefined where a column is no field. */
  fields: readonly (Field | undefined)[]
  /** Columns of the day and of the time of day, where the time is in two. */
  parts?: readonly [date: number, clock: number]
}

const base = {
  name: 'csv',
  title: 'CSV table with a header',
  sniff: (line: string) => (readHeader(line) === undefined ? 0 : 0.9),
  sniffSample,
}

/**
 * Tables whose first line names the columns; delimiter , ; tab or |. A line in a message column (Splunk's `_raw`)
 * that one of `vendors` is sure of is read by that.
 */
export function csvDecoder(vendors: () => readonly Decoder[]): Decoder {
  return {
    ...base,
    open: (context) => {
      const readRow = openTable(context, readHeader)
      const readEmbedded = openEmbedded(vendors(), context)
      return (line) => {
        const record = readRow(line)
        if (record === undefined || record instanceof Reject || record.message === undefined) return record
        return readEmbedded(record.message, () => timeOf(record)) ?? record
      }
    },
  }
}

/** Whether a line names the columns of a table that is read without a mapping. */
export function isTableHeader(line: string): boolean {
  return readHeader(line) !== undefined
}

/** A table whose columns the analyst has mapped to fields. */
export function mappedCsv(mapping: Mapping): Decoder {
  return { ...base, open: (context) => openTable(context, (line) => mappedHeader(line, mapping), mapping) }
}

function openTable(
  given: DecodeContext,
  header: (line: string) => Table | Reject | undefined,
  mapping?: Mapping,
): DecodeLine {
  const context = { ...given, zoneOffset: mapping?.zoneOffset ?? given.zoneOffset }
  const readTime = mapping?.readTime?.(context.zoneOffset)
  const constants = [...(mapping?.constants ?? [])]
  let table: Table | Reject | undefined
  return (line) => {
    if (line.trim() === '' || line.startsWith('#')) return undefined
    if (table === undefined) {
      table =
        header(line) ??
        new Reject('the first line of the table does not name a time and another known column')
      if (table instanceof Reject) return table
      if (mapping?.hasHeader !== false) return undefined
    }
    if (table instanceof Reject) return table
    // Exports that were joined repeat it.
    if (line === table.header && mapping?.hasHeader !== false) return undefined
    const cells = splitCells(line, table.delimiter)
    if (cells === undefined)
      return new Reject('a quoted value does not end on its line: values with line breaks are not supported')
    const { fields } = table
    if (cells.length !== fields.length)
      return new Reject(`the number of values is not that of the ${fields.length} columns in the header`)
    const pairs: [Field, unknown][] = []
    const [date = -1, clock = -1] = table.parts ?? []
    if (date >= 0) pairs.push(['@timestamp', `${cells[date]?.trim()} ${cells[clock]?.trim()}`])
    for (const [i, field] of fields.entries()) if (field !== undefined) pairs.push([field, cells[i]])
    return buildEvent([...pairs, ...constants], context, readTime)
  }
}

/** Share of the sample that has as many values as a recognisable header has columns. */
function sniffSample(lines: readonly string[]): number {
  const rows = lines.filter((line) => !line.startsWith('#'))
  const table = readHeader(rows[0] ?? '')
  if (table === undefined) return 0
  const fitting = rows.filter((line) => splitCells(line, table.delimiter)?.length === table.fields.length)
  return fitting.length / rows.length
}

/** Of the day and the time of day in columns of their own. */
const dates = new Set(['date', 'day', 'datum', 'tag', 'fecha', 'jour', 'data'])
const clocks = new Set(['time', 'clock', 'uhrzeit', 'zeit', 'hora', 'heure', 'ora'])

/** A line whose cells name a time and at least one more field. */
function readHeader(line: string): Table | undefined {
  if (line.length > 20_000 || line.startsWith('{')) return undefined
  const delimiter = likeliestDelimiter(line)
  const names = splitCells(line, delimiter)
  if (names === undefined || names.length < 2) return undefined
  const fields = names.map((name) => fieldOf(name.trim()))
  const known = new Set(fields.filter((field) => field !== undefined))
  if (!known.has('@timestamp') || known.size < 2) return undefined
  const plain = names.map((name) => name.trim().toLowerCase())
  const date = plain.findIndex((name) => dates.has(name))
  const clock = plain.findIndex((name) => clocks.has(name))
  return { header: line, delimiter, fields, ...(date >= 0 && clock >= 0 ? { parts: [date, clock] } : {}) }
}

function mappedHeader(line: string, mapping: Mapping): Table | Reject {
  const delimiter = mapping.delimiter ?? likeliestDelimiter(line)
  const cells = splitCells(line, delimiter) ?? []
  const names = mapping.hasHeader ? cells.map((name) => name.trim()) : cells.map((_, i) => String(i + 1))
  const missing = [...mapping.columns.keys()].find((column) => !names.includes(column))
  if (missing !== undefined)
    return new Reject(
      `the mapping names the column "${missing}", which is not in the header (${names.join(', ').slice(0, 300)})`,
    )
  return { header: line, delimiter, fields: names.map((name) => mapping.columns.get(name)) }
}

export function likeliestDelimiter(line: string): string {
  const counts = delimiters.map((delimiter) => line.split(delimiter).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}
