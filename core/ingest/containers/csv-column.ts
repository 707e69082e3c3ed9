import { parseTime } from '../coerce.ts'
import { splitCells } from '../decoders/csv-split.ts'
import { absoluteTime } from './absolute-time.ts'
import { monthFirst } from './month-first.ts'
import type { Container } from './container.ts'

/** Columns of tables that platforms export, in lower case; the first that is there counts. */
const textColumns = [
  '_raw',
  'event.original',
  '_source.event.original',
  '@message',
  'syslogmessage',
  'rawdata',
  'message',
  '_source.message',
  'line',
  'log',
  'raw',
]
const timeColumns = [
  'tsns',
  '_time',
  '@timestamp',
  '_source.@timestamp',
  'timegenerated [utc]',
  'timegenerated',
  'timestamp',
  'time',
  'date',
]
const hostColumns = ['host', 'host.name', 'computer', 'hostname', 'devicename', 'agent.hostname']
/** Platforms that write UTC without saying so, or in the name of the column only. */
const utcColumns = new Set(['timegenerated [utc]', 'timegenerated', '@timestamp', '_source.@timestamp'])

/** A table one column of which holds the raw line. */
export const csvColumn: Container = {
  title: 'a table that holds the raw lines',
  open(first) {
    for (const delimiter of [',', ';', '\t', '|']) {
      const names = splitCells(first.replace(/^\ufeff/, ''), delimiter)?.map((name) =>
        name.trim().toLowerCase(),
      )
      if (!names || names.length < 2) continue
      const at = (wanted: readonly string[]): number =>
        names.indexOf(wanted.find((name) => names.includes(name)) ?? '')
      const [text, time, host] = [at(textColumns), at(timeColumns), at(hostColumns)]
      if (text < 0) continue
      const isUtc = utcColumns.has(names[time] ?? '')
      return (line) => {
        if (line === first) return undefined
        const cells = splitCells(line, delimiter)
        const raw = cells?.[text]
        if (cells === undefined || raw === undefined || raw === '') return undefined
        return { text: raw.trimEnd(), time: readTime(cells[time] ?? '', isUtc), host: cells[host] ?? '' }
      }
    }
    return undefined
  },
}

function readTime(cell: string, isUtc: boolean): number {
  const text = cell.trim()
  const absolute = absoluteTime(text)
  if (!isUtc || !Number.isNaN(absolute)) return absolute
  const time = parseTime(text, { zoneOffset: 0, year: 1970 })
  return Number.isNaN(time) ? monthFirst(text) : time
}
