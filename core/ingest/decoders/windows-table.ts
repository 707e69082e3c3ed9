import { Reject } from '../../event/event.ts'
import type { DecodeContext, DecodeLine, Decoder } from '../decoder.ts'
import { delimiters, splitCells } from './csv-split.ts'
import { recordIn } from './windows/flat.ts'
import { openRows } from './table-rows.ts'
import { readWindowsEvent } from './windows/read-event.ts'
import { plainName } from './windows/record.ts'

/** Tables of a Windows event log, whose text may go over many lines of a cell. */
export const windowsTable: Decoder = {
  name: 'windows-events-csv',
  title: 'Windows event log (CSV of Event Viewer, PowerShell, EvtxECmd, Sentinel)',
  sniff: (line) => (readHeader(line) === undefined ? 0 : 0.9),
  sniffSample: (lines) => (readHeader(lines[0] ?? '') === undefined && viewerOf(lines) === undefined ? 0 : 1),
  open,
}

interface Header {
  names: readonly string[]
  delimiter: string
}

const ids = new Set(['eventid', 'eventcode', 'id'])
const times = new Set([
  'timecreated',
  'dateandtime',
  'timegenerated',
  'timegeneratedutc',
  'eventtime',
  'systemtime',
  'timestamp',
])
const places = new Set([
  'source',
  'providername',
  'provider',
  'channel',
  'logname',
  'sourcename',
  'eventsourcename',
  'machinename',
  'computer',
])

function readHeader(line: string): Header | undefined {
  if (line.length > 20_000 || line.charCodeAt(0) === 123) return undefined
  for (const delimiter of delimiters) {
    const names = splitCells(line.replace(/^\uFEFF/, ''), delimiter)
    if (names === undefined || names.length < 4) continue
    const plain = names.map(plainName)
    if ([ids, times, places].every((set) => plain.some((name) => set.has(name)))) return { names, delimiter }
  }
  return undefined
}

/** Event Viewer heads its five columns in the language of the machine and the text not at all. */
const viewerNames = ['Level', 'TimeCreated', 'ProviderName', 'EventID', 'TaskCategory', 'Message']

function viewerOf(lines: readonly string[]): Header | undefined {
  const [first = '', second = ''] = lines
  for (const delimiter of delimiters) {
    const row = second.split(delimiter, 5)
    if (first.split(delimiter).length !== 5 || row.length < 5 || !/^\d{1,6}$/.test(row[3] ?? '')) continue
    if (/^(?:Microsoft-Windows-|RemoteAccess$|RasClient$|NPS$|IAS$)/.test(row[2] ?? ''))
      return { names: viewerNames, delimiter }
  }
  return undefined
}

function open(context: DecodeContext): DecodeLine {
  const rows = openRows()
  let header: Header | undefined
  let first = ''
  return (line) => {
    if (header === undefined) {
      if (line.trim() === '') return undefined
      header = readHeader(line) ?? (first === '' ? undefined : viewerOf([first, line]))
      if (header === undefined && first === '') {
        first = line
        return undefined
      }
      if (header === undefined)
        return new Reject('the first line of the table names no columns of a Windows event log')
      if (header.names !== viewerNames) return undefined
    }
    const cells = rows(line, header.delimiter)
    return cells === undefined || cells instanceof Reject ? cells : readRow(header, cells, context)
  }
}

function readRow({ names }: Header, cells: readonly string[], context: DecodeContext) {
  const flat = new Map<string, unknown>()
  // Event Viewer heads its columns but for the text.
  for (const [i, cell] of cells.entries()) flat.set(names[i] ?? 'Message', cell)
  const record = recordIn(flat, context)
  return record === undefined ? new Reject('no Windows event: it has no event id') : readWindowsEvent(record)
}
