import { parseTime } from '../coerce.ts'
import { splitCells } from '../decoders/csv-split.ts'
import { absoluteTime, wallTime } from './absolute-time.ts'
import { monthFirst } from './month-first.ts'
import { programOf } from './program.ts'
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
  'payload',
  'rawlog',
  'raw_log',
  'rawmessage',
  'raw_message',
  'raw message',
  'raw log',
  'raw event',
  'log message',
  'msg',
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
  '_messagetimems',
  '_messagetime',
  '_receipttime',
  'start time',
  'log source time',
  'event time',
  'datetime',
]
const hostColumns = [
  'host',
  'host.name',
  '_source.host.name',
  'computer',
  'hostname',
  'devicename',
  'agent.hostname',
  '_sourcehost',
  'source',
]
const programColumns = [
  'processname',
  'process',
  'process.name',
  '_source.process.name',
  'appname',
  'program',
  'syslogtag',
  'application_name',
]
const pidColumns = ['processid', 'process.pid', '_source.process.pid', 'procid']
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
      const [program, pid] = [at(programColumns), at(pidColumns)]
      if (text < 0) continue
      const isUtc = utcColumns.has(names[time] ?? '')
      return (line) => {
        if (line === first) return undefined
        const cells = splitCells(line, delimiter)
        const raw = cells?.[text]
        if (cells === undefined || raw === undefined || raw === '') return undefined
        const moment = readTime(cells[time] ?? '', isUtc)
        return {
          text: raw.trimEnd(),
          time: moment,
          host: cells[host] ?? '',
          ...programOf(cells[program], cells[pid]),
          ...(Number.isNaN(moment) ? { wall: wallTime(cells[time] ?? '') } : {}),
        }
      }
    }
    return undefined
  },
}

function readTime(cell: string, isUtc: boolean): number {
  const text = cell.trim()
  const absolute = absoluteTime(text)
  if (!isUtc || !Number.isNaN(absolute)) return absolute
  // What names a month in words was made for a person, in the zone of that person.
  const time = /^\d/.test(text) ? parseTime(text, { zoneOffset: 0, year: 1970 }) : Number.NaN
  return Number.isNaN(time) ? monthFirst(text) : time
}
