import type { DecodeContext } from '../../decoder.ts'
import { readNumericTime } from '../../numeric-date.ts'
import { splitCells } from '../csv-split.ts'
import { attributeNames, databaseColumns, dtsNames } from './names.data.ts'

/** A record of any of the three formats of NPS and of Routing and Remote Access. */
export interface NpsRecord {
  /** Epoch ms, or NaN. */
  time: number
  computer: string
  /** By lower-cased name. */
  attributes: Map<string, string>
}

const mostAttributes = 300

/** undefined where the line is of none of the formats. */
export function readNpsRecord(line: string, context: DecodeContext): NpsRecord | undefined {
  if (line.startsWith('<Event>')) return readDts(line, context)
  const fields = splitCells(line, ',')?.map((cell) => cell.trim()) ?? []
  return readDatabase(fields, context) ?? readIas(fields, context)
}

/** `<Event><Timestamp data_type="4">12/22/2009 15:06:56.609</Timestamp>…</Event>` on one line. */
function readDts(line: string, context: DecodeContext): NpsRecord {
  const attributes = new Map<string, string>()
  let at = line.indexOf('<', 7)
  while (at >= 0 && attributes.size < mostAttributes) {
    const open = line.indexOf('>', at)
    if (open < 0) break
    const close = line.indexOf('<', open)
    if (close < 0) break
    if (line.charCodeAt(at + 1) !== 47) {
      const space = line.slice(at, open).indexOf(' ')
      const name = line.slice(at + 1, space < 0 ? open : at + space).toLowerCase()
      const value = unescape(line.slice(open + 1, close)).trim()
      const known = dtsNames.get(name) ?? name
      if (value !== '' && !attributes.has(known)) attributes.set(known, value)
    }
    at = close
  }
  const stamp = attributes.get('timestamp') ?? ''
  const space = stamp.indexOf(' ')
  return {
    time: readTime(stamp.slice(0, space), stamp.slice(space + 1), context),
    computer: attributes.get('computer-name') ?? '',
    attributes,
  }
}

const entities = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&amp;', '&'],
])

function unescape(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities.get(entity) ?? entity)
}

/** `"COMPUTER","IAS",03/07/2008,13:04:33,1,"user",…`, always the same columns. */
function readDatabase(fields: readonly string[], context: DecodeContext): NpsRecord | undefined {
  const [computer = '', service = '', date = '', clock = ''] = fields
  if (service !== 'IAS' && service !== 'RAS' && service !== 'NPS') return undefined
  const time = readTime(date, clock, context)
  if (Number.isNaN(time)) return undefined
  const attributes = new Map<string, string>()
  for (const [i, name] of databaseColumns.entries()) {
    const value = fields[i + 4]
    if (value !== undefined && value !== '') attributes.set(name, value)
  }
  return { time, computer, attributes }
}

/** `10.10.10.10,client,06/04/1999,14:42:19,IAS,COMPUTER,6,2,7,1,…`: six columns, then numbers and values. */
function readIas(fields: readonly string[], context: DecodeContext): NpsRecord | undefined {
  const [nas = '', user = '', date = '', clock = '', , computer = ''] = fields
  if (fields.length < 8) return undefined
  const time = readTime(date, clock, context)
  if (Number.isNaN(time)) return undefined
  const attributes = new Map<string, string>()
  if (user !== '') attributes.set('user-name', user)
  for (let i = 6; i + 1 < fields.length; i += 2) {
    const name = attributeNames.get(fields[i] ?? '')
    const value = fields[i + 1]
    if (name !== undefined && value !== undefined && value !== '' && !attributes.has(name))
      attributes.set(name, value)
  }
  if (nas !== '' && !attributes.has('nas-ip-address')) attributes.set('nas-ip-address', nas)
  return { time, computer, attributes }
}

/** `12/22/2009`, `15:06:56.609`, in the zone of the server. */
function readTime(date: string, clock: string, context: DecodeContext): number {
  return date.includes('/') ? readNumericTime(`${date} ${clock}`, context) : NaN
}
