import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder, DecodeObject } from '../decoder.ts'
import { carriedLines } from './json-envelope.ts'
import { parseObject } from './json-object.ts'
import { scopedMarks, zeekIn, zeekMarks } from './zeek/json.ts'
import type { Flat, ZeekRecord } from './zeek/json.ts'
import { readRecord } from './zeek/read-record.ts'
import { ZeekTable } from './zeek/table.ts'

export const zeek: Decoder = {
  name: 'zeek',
  title: 'Zeek logs (tables and JSON)',
  sniff,
  open,
  openObject,
}

const markTexts = [
  ...[...zeekMarks, ...scopedMarks].map((name) => `"${name}":`),
  '"id":{"orig_h":',
  '"uid":"C',
]

const headers = [
  '#separator \\x',
  '#set_separator\t',
  '#empty_field\t',
  '#unset_field\t',
  '#fields\t',
  '#types\t',
]

/** 1, as generic JSON and tables claim what they can read: among equals the first in the list of decoders is taken. */
function sniff(line: string): number {
  const first = line.charCodeAt(0)
  if (first === 123) return hasTime(line) && isMarked(line) ? 1 : 0
  if (first === 35) return isHeader(line) ? 1 : 0
  return isRow(line) ? 1 : 0
}

/** `"ts":`, also where the whole record stands under the name of its log. */
function hasTime(line: string): boolean {
  return line.includes('"ts":')
}

function isMarked(line: string): boolean {
  if (markTexts.some((mark) => line.includes(mark))) return true
  const note = line.indexOf('"note":"')
  return note > 0 && line.slice(note + 8, note + 60).includes('::')
}

/** Also `#path	conn` and `#open	2026-01-02-03-04-05`. */
function isHeader(line: string): boolean {
  if (headers.some((header) => line.startsWith(header))) return true
  return line.length < 100 && /^#(?:path\t\w+|(?:open|close)\t[\dX]{4}(?:-[\dX]{2}){5})$/.test(line)
}

/** `1547188415.857497	CAcJw21BbVedgFnYH3	…`, or a line of names that begins like that. */
function isRow(line: string): boolean {
  return /^(?:\d{1,11}\.\d{1,6}\t[CF]\w{8,24}|ts\t(?:uid|fuid|id|note|uids))\t/.test(line.slice(0, 60))
}

function open(context: DecodeContext): DecodeLine {
  const table = new ZeekTable()
  return (line) => {
    const first = line.charCodeAt(0)
    if (first === 123 || first === 91 || first === 93) {
      const flat = parseObject(line)
      if (flat === undefined || flat instanceof Reject) return flat
      const record = zeekIn(flat) ?? carriedRecord(flat)
      return record === undefined
        ? readRecord(flat, '', context)
        : readRecord(record.values, record.log, context)
    }
    if (line.trim() === '') return undefined
    const row = table.read(line)
    return row === undefined || row instanceof Reject ? row : readRecord(row, row.log, context)
  }
}

function openObject(context: DecodeContext): DecodeObject {
  return (flat) => {
    const record = zeekIn(flat)
    return record === undefined ? undefined : readRecord(record.values, record.log, context)
  }
}

/** What Splunk has exported has the record in `_raw`. */
function carriedRecord(flat: Flat): ZeekRecord | undefined {
  for (const text of carriedLines(flat)) {
    const record = text.startsWith('{') ? parseObject(text) : undefined
    if (record === undefined || record instanceof Reject) continue
    const found = zeekIn(record)
    if (found !== undefined) return found
  }
  return undefined
}
