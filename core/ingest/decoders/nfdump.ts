import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { readFlow } from './nfdump/flow.ts'
import { guessTable, readHeader, readRow } from './nfdump/table.ts'
import type { NfdumpTable } from './nfdump/table.ts'
import { readText } from './nfdump/text.ts'

/** NetFlow and IPFIX as nfdump prints them. Its times have no zone. */
export const nfdump: Decoder = {
  name: 'nfdump',
  title: 'NetFlow and IPFIX (nfdump CSV and text)',
  sniff,
  sniffSample,
  open,
}

function sniff(line: string): number {
  return readHeader(line) !== undefined || isTextHeader(line) || isTextRow(line) ? 1 : 0
}

/** A row of CSV means something only under its header. */
function sniffSample(lines: readonly string[]): number {
  const table = lines.map(readHeader).find((found) => found !== undefined)
  const fitting = lines.filter(
    (line) => sniff(line) > 0 || (table !== undefined && readRow(line, table) !== undefined),
  )
  return lines.length === 0 ? 0 : fitting.length / lines.length
}

function isTextHeader(line: string): boolean {
  return line.startsWith('Date first seen ') && line.includes(' IP Addr')
}

/** `2026-01-02 03:04:05.678 …  ->  …`. */
function isTextRow(line: string): boolean {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /.test(line.slice(0, 24)) && readText(line) !== undefined
}

/** What nfdump writes below the flows: totals, and how long it took. */
const closings = [
  'Summary',
  'Time window: ',
  'Total flows processed: ',
  'Sys: ',
  'Total records ',
  'No matching flows',
]

function open(context: DecodeContext): DecodeLine {
  let table: NfdumpTable | undefined
  let closed = false
  return (line) => {
    const header = readHeader(line)
    if (header !== undefined) {
      table = header
      closed = false
      return undefined
    }
    if (line.trim() === '' || isTextHeader(line)) return undefined
    if (closings.some((closing) => line.startsWith(closing))) {
      closed = true
      return undefined
    }
    const text = readText(line)
    if (text !== undefined) return readFlow(text, context)
    if (closed) return undefined
    table ??= guessTable(line)
    if (table === undefined)
      return new Reject('this is no line of nfdump, and no header has named the columns')
    const row = readRow(line, table)
    return row === undefined
      ? new Reject('the number of values is not that of the columns in the header')
      : readFlow(row, context)
  }
}
