import { isAddress } from './address.ts'
import { isAbsent, parseTime } from './coerce.ts'
import { likeliestDelimiter } from './decoders/csv.ts'
import { delimiters, splitCells } from './decoders/csv-split.ts'
import { parseObject } from './decoders/json-object.ts'
import { fieldOf } from './field-aliases.ts'
import { readNumericTime } from './numeric-date.ts'
import { compileTimeFormat } from './time-format.ts'
import type { Field } from '../event/event.ts'
import type { MappingDocument } from './mapping.ts'

/** The first lines of a table or of JSON, taken apart. */
interface TableSample {
  kind: 'csv' | 'json'
  delimiter: MappingDocument['delimiter']
  hasHeader: boolean
  columns: string[]
  /** Cells by column; of a table without its header. */
  rows: string[][]
}

const mostColumns = 200
/** Share of the lines that have as many cells as the first, from which on they are a table. */
const leastShare = 0.9
const context = { zoneOffset: 0, year: 1970 }

/** undefined where the lines are neither a table (the same number of cells, at least three) nor JSON objects. */
export function sampleTable(lines: readonly string[]): TableSample | undefined {
  const content = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const [first] = content
  if (first === undefined) return undefined
  return first.trimStart().startsWith('{') ? sampleJson(content) : sampleCells(content, first)
}

function sampleCells(lines: readonly string[], first: string): TableSample | undefined {
  const delimiter = delimiters.find((known) => known === likeliestDelimiter(first))
  if (delimiter === undefined) return undefined
  const rows = lines.map((line) => splitCells(line, delimiter) ?? [])
  const width = rows[0]?.length ?? 0
  const fitting = rows.filter((row) => row.length === width)
  if (width < 3 || width > mostColumns || fitting.length < leastShare * rows.length) return undefined
  const hasHeader = isHeader(fitting[0] ?? [])
  return {
    kind: 'csv',
    delimiter,
    hasHeader,
    columns: (fitting[0] ?? []).map((name, i) => (hasHeader ? name.trim() : String(i + 1))),
    rows: fitting.slice(hasHeader ? 1 : 0),
  }
}

/** Names are distinct words; a record has a number, a time or an address among its values. */
function isHeader(cells: readonly string[]): boolean {
  const names = cells.map((cell) => cell.trim())
  return (
    new Set(names).size === names.length &&
    names.every((name) => name !== '' && !isAddress(name) && Number.isNaN(Number(name)) && !isTime(name))
  )
}

function sampleJson(lines: readonly string[]): TableSample | undefined {
  const objects = lines.map(parseObject).filter((flat) => flat instanceof Map)
  if (objects.length === 0) return undefined
  const columns = [...new Set(objects.flatMap((flat) => [...flat.keys()]))].slice(0, mostColumns)
  const rows = objects.map((flat) => columns.map((column) => textOf(flat.get(column))))
  return { kind: 'json', delimiter: undefined, hasHeader: true, columns, rows }
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return value === undefined ? '' : JSON.stringify(value)
}

/** A mapping to start from: columns by their names, and the time and addresses also by their values. */
export function suggestMapping(sample: TableSample): MappingDocument {
  const fields = new Map<Field, string>()
  for (const column of sample.columns) {
    const field = fieldOf(column)
    if (field !== undefined && !fields.has(field)) fields.set(field, column)
  }
  const named = new Set(fields.values())
  const timeColumn = fields.get('@timestamp')
  if (timeColumn === undefined || timeFormatOf(valuesOf(sample, timeColumn)) === undefined) {
    const better = sample.columns.find(
      (column) =>
        (!named.has(column) || column === timeColumn) && timeFormatOf(valuesOf(sample, column)) !== undefined,
    )
    if (better !== undefined) fields.set('@timestamp', better)
  }
  const addresses = sample.columns.filter(
    (column) => !named.has(column) && isAddresses(valuesOf(sample, column)),
  )
  for (const field of ['source.ip', 'destination.ip'] as const) {
    const column = fields.has(field) ? undefined : addresses.shift()
    if (column !== undefined) fields.set(field, column)
  }
  const time = fields.get('@timestamp')
  const format = time === undefined ? undefined : timeFormatOf(valuesOf(sample, time))
  const byColumn = new Map([...fields].map(([field, column]) => [column, field]))
  return {
    columns: Object.fromEntries(
      sample.columns.flatMap((column) => {
        const field = byColumn.get(column)
        return field === undefined ? [] : [[column, field]]
      }),
    ),
    ...(format === undefined || format === '' ? {} : { time: { format } }),
    ...(sample.delimiter === undefined ? {} : { delimiter: sample.delimiter }),
    ...(sample.hasHeader ? {} : { header: false }),
  }
}

function valuesOf({ columns, rows }: TableSample, column: string): string[] {
  const at = columns.indexOf(column)
  return rows.map((row) => row[at] ?? '').filter((value) => !isAbsent(value))
}

function isAddresses(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => isAddress(value.trim()))
}

/** Day before month comes first: where both read every value, most of the world writes so. */
const timeFormats = [
  ...[
    'dd.MM.yyyy',
    'dd/MM/yyyy',
    'MM/dd/yyyy',
    'd/M/yyyy',
    'M/d/yyyy',
    'dd-MM-yyyy',
    'yyyy/MM/dd',
    'yyyy-MM-dd',
  ].flatMap((date) => [
    `${date} HH:mm:ss`,
    `${date} HH:mm:ss.SSS`,
    `${date} H:mm`,
    `${date} h:mm:ss a`,
    date,
  ]),
  'dd MMM yyyy HH:mm:ss',
  'dd/MMM/yyyy:HH:mm:ss Z',
  'MMM d yyyy HH:mm:ss',
  'yyyyMMddHHmmss',
].map((format) => ({ format, read: compileTimeFormat(format) }))

/** The format of all values; empty where they are of a form that needs none, undefined where they are no times. */
function timeFormatOf(values: readonly string[]): string | undefined {
  if (values.length === 0) return undefined
  const needsNone = values.every(isTime) ? '' : undefined
  // Read one by one, dates in numbers may have now the day first and now the month.
  if (needsNone === '' && !values.every(isNumeric)) return needsNone
  return (
    timeFormats.find(({ read }) => values.every((value) => !Number.isNaN(read(value, 0))))?.format ??
    needsNone
  )
}

/** Times of today's computers; a small number is more likely a count. */
function isNumeric(value: string): boolean {
  return !Number.isNaN(readNumericTime(value.trim(), context))
}

function isTime(value: string): boolean {
  const time = parseTime(value, context)
  if (Number.isNaN(time)) return false
  return (
    Number.isNaN(Number(value)) ||
    (time > Date.UTC(1995, 0) && time < Date.UTC(2100, 0) && value.length >= 10)
  )
}
