import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { readIsoTime } from '../timestamps.ts'
import { readUtmRecord } from './sophos-utm/records.ts'

export const sophosUtm: Decoder = {
  name: 'sophos-utm',
  title: 'Sophos UTM (Astaro, key="value")',
  sniff,
  open,
}

const absent: ReadonlySet<string> = new Set()
const noPairs: KeyValues = new Map()

/** Length of `2019:04:08-11:21:55`. */
const stampLength = 19

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  const at = stampAt(line)
  if (at < 0) return 0
  return line.includes(' sys="', at) && line.includes(' sub="', at) ? 0.98 : 0.85
}

/** Where the time stands: at the start, after `<30>`, or after the header a relay has put before it. */
function stampAt(line: string): number {
  const last = Math.min(line.length - stampLength, 80)
  for (let i = 0; i <= last; i++) {
    if (isStamp(line, i)) return i
  }
  return -1
}

function isStamp(line: string, at: number): boolean {
  return (
    line.charCodeAt(at + 4) === 58 &&
    line.charCodeAt(at + 7) === 58 &&
    line.charCodeAt(at + 10) === 45 &&
    line.charCodeAt(at + 13) === 58 &&
    line.charCodeAt(at + 16) === 58 &&
    !Number.isNaN(readStamp(line, at, 0))
  )
}

/** `2019:04:08-11:21:55`, in the zone of the device. */
function readStamp(line: string, at: number, zoneOffset: number): number {
  const text = line.slice(at, at + stampLength)
  const iso = `${text.slice(0, 4)}-${text.slice(5, 7)}-${text.slice(8, 10)}T${text.slice(11)}`
  return readIsoTime(iso, 0, zoneOffset)
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const at = stampAt(line)
    if (at < 0) return new Reject('not a Sophos UTM record: it has no time of the form 2019:04:08-11:21:55')
    return decodeLine(line, at, readStamp(line, at, context.zoneOffset))
  }
}

/** After the time: `galaxy ulogd[5009]: id="2002" severity="info" …` */
function decodeLine(line: string, at: number, time: number): Event {
  const head = line.indexOf(': ', at + stampLength)
  const bodyAt = head < 0 ? line.length : head + 2
  const [host = '', tag = ''] = line
    .slice(at + stampLength, bodyAt)
    .trim()
    .split(' ', 2)
  const bracket = tag.indexOf('[')
  const process = bracket < 0 ? tag.replace(/:$/, '') : tag.slice(0, bracket)
  const pairs = line.includes('="', bodyAt) ? readKeyValues(line, bodyAt, absent) : noPairs
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.product': 'UTM',
    'observer.type': 'firewall',
    'observer.vendor': 'Sophos',
  }
  if (host !== '') event['observer.name'] = host
  if (process !== '') {
    event['event.code'] = process
    event['process.name'] = process
  }
  const pid = Number(tag.slice(bracket + 1, tag.indexOf(']')))
  if (bracket > 0 && Number.isInteger(pid)) event['process.pid'] = pid
  readUtmRecord(event, pairs, process, line.slice(bodyAt).trim())
  return event
}
