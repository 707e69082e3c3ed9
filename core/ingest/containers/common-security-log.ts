import { splitCells } from '../decoders/csv-split.ts'
import { absoluteTime } from './absolute-time.ts'
import type { Container, Wrapped } from './container.ts'
import { monthFirst } from './month-first.ts'

/** Columns of Sentinel's CommonSecurityLog and the keys of CEF that they were (Microsoft's "CEF and CommonSecurityLog field mapping"). */
const keys: readonly (readonly [column: string, key: string])[] = [
  ['DeviceAction', 'act'],
  ['ApplicationProtocol', 'app'],
  ['CommunicationDirection', 'deviceDirection'],
  ['DestinationHostName', 'dhost'],
  ['DestinationIP', 'dst'],
  ['DestinationPort', 'dpt'],
  ['DestinationNTDomain', 'dntdom'],
  ['DestinationUserName', 'duser'],
  ['DestinationTranslatedAddress', 'destinationTranslatedAddress'],
  ['DeviceAddress', 'dvc'],
  ['DeviceName', 'dvchost'],
  ['Computer', 'dvchost'],
  ['DeviceInboundInterface', 'deviceInboundInterface'],
  ['DeviceOutboundInterface', 'deviceOutboundInterface'],
  ['EventOutcome', 'outcome'],
  ['Reason', 'reason'],
  ['Protocol', 'proto'],
  ['ReceivedBytes', 'in'],
  ['SentBytes', 'out'],
  ['RequestURL', 'request'],
  ['RequestMethod', 'requestMethod'],
  ['RequestClientApplication', 'requestClientApplication'],
  ['SourceHostName', 'shost'],
  ['SourceIP', 'src'],
  ['SourcePort', 'spt'],
  ['SourceNTDomain', 'sntdom'],
  ['SourceUserName', 'suser'],
  ['SourceTranslatedAddress', 'sourceTranslatedAddress'],
  ['Message', 'msg'],
]

type Cells = (column: string) => string

/** The table that keeps CEF taken apart, as CSV or JSON: each record is put together again. */
export const commonSecurityLog: Container = {
  title: "Sentinel's CommonSecurityLog",
  open(first) {
    if (!first.includes('DeviceVendor') || !first.includes('DeviceEventClassID')) return undefined
    if (first.trimStart().startsWith('{')) return readJson
    const delimiter = [',', ';', '\t'].find((mark) => (splitCells(first, mark)?.length ?? 0) > 5)
    const names = delimiter === undefined ? undefined : splitCells(first.replace(/^\ufeff/, ''), delimiter)
    if (delimiter === undefined || names === undefined) return undefined
    const places = new Map(names.map((name, i) => [name.replace(' [UTC]', '').trim(), i]))
    return (line) => {
      const cells = line === first ? undefined : splitCells(line, delimiter)
      return cells && wrap((column) => cells[places.get(column) ?? -1] ?? '')
    }
  },
}

function readJson(line: string): Wrapped | undefined {
  try {
    const record: unknown = JSON.parse(line)
    if (typeof record !== 'object' || record === null) return undefined
    const fields = new Map<string, unknown>(Object.entries(record))
    return wrap((column) => {
      const value = fields.get(column)
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
    })
  } catch {
    return undefined
  }
}

function wrap(cell: Cells): Wrapped | undefined {
  const vendor = cell('DeviceVendor')
  if (vendor === '') return undefined
  const told = cell('TimeGenerated')
  const exact = absoluteTime(told)
  // The table is in UTC, however a portal writes that.
  const time = Number.isNaN(exact) ? monthFirst(told) : exact
  const message = cell('Message')
  const text = /%(?:ASA|FTD|PIX|FWSM)-/.test(message) ? message : cefOf(cell, vendor)
  return { text, time, host: cell('Computer') || cell('DeviceName') }
}

function cefOf(cell: Cells, vendor: string): string {
  const parts = ['DeviceProduct', 'DeviceVersion', 'DeviceEventClassID', 'Activity'].map((column) =>
    header(cell(column)),
  )
  const severity = cell('OriginalLogSeverity') || cell('LogSeverity')
  const pairs = keys.flatMap(([column, key]) =>
    cell(column) === '' ? [] : [`${key}=${escaped(cell(column))}`],
  )
  const more = cell('AdditionalExtensions').replaceAll(';', ' ')
  return `CEF:0|${header(vendor)}|${parts.join('|')}|${header(severity)}|${pairs.join(' ')} ${more}`
}

function header(text: string): string {
  return text.replace(/[\\|]/g, '\\$&')
}

function escaped(text: string): string {
  return text.replace(/[\\=]/g, '\\$&').replaceAll('\n', '\\n')
}
