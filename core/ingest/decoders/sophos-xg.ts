import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { toCount } from '../field-map.ts'
import { setTotals } from '../flow-totals.ts'
import type { KeyValues } from '../key-values.ts'
import { readKeyValues } from '../key-values.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'
import { zoneOfText } from '../zone-text.ts'
import { setCommon } from './sophos-xg/fields.ts'
import {
  readAdvancedThreat,
  readAntispam,
  readAntivirus,
  readContent,
  readFirewall,
  readIntrusion,
  readSandbox,
  readWaf,
} from './sophos-xg/security.ts'
import { readSystemEvent } from './sophos-xg/system-event.ts'

export const sophosXg: Decoder = {
  name: 'sophos-firewall',
  title: 'Sophos Firewall / XG (SFOS, key=value)',
  sniff,
  open,
}

const absent: ReadonlySet<string> = new Set(['-', 'N/A'])

/** Of `log_id`, digit 7 is the severity and the last five are the message. */
const severityAt = 6
const messageAt = 7

const levels = new Map([
  [0, 'unknown'],
  [1, 'alert'],
  [2, 'critical'],
  [3, 'error'],
  [4, 'warning'],
  [5, 'notification'],
  [6, 'informational'],
  [7, 'debug'],
])

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123 || !line.includes('log_id=')) return 0
  return line.includes('log_component=') && line.includes('log_type=') ? 0.97 : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const pairs = readKeyValues(line, startOf(line), absent)
    const type = pairs.get('log_type')
    if (type === undefined) return new Reject('not a Sophos Firewall record: it has no log_type')
    const time = timeOf(pairs, line, context)
    return Number.isNaN(time) ? new Reject('no date and time in the record') : decodeRecord(pairs, type, time)
  }
}

/** Past `<30>`, so that `device` is a key. */
function startOf(line: string): number {
  return line.charCodeAt(0) === 60 ? line.indexOf('>') + 1 : 0
}

/**
 * `timestamp` has its offset. `date` and `time` are the device's own clock: its zone is `timezone`, an abbreviation or an
 * offset; else that of the import.
 */
function timeOf(pairs: KeyValues, line: string, context: DecodeContext): number {
  const stamp = pairs.get('timestamp')
  const exact = stamp === undefined ? NaN : readIsoTime(stamp, 0, context.zoneOffset)
  if (!Number.isNaN(exact)) return exact
  const clock = `${pairs.get('date') ?? ''} ${pairs.get('time') ?? ''}`
  const local = readIsoTime(clock, 0, zoneOfText(pairs.get('timezone') ?? '') ?? context.zoneOffset)
  return Number.isNaN(local) ? openEnvelope(line, context).time : local
}

function decodeRecord(pairs: KeyValues, type: string, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.product': 'XG',
    'observer.type': 'firewall',
    'observer.vendor': 'Sophos',
  }
  const log = pairs.get('log_id') ?? ''
  const id = log.slice(messageAt)
  if (id !== '') event['event.code'] = id
  const severity = toCount(log.charAt(severityAt))
  if (severity !== undefined) event['event.severity'] = severity
  const level = levels.get(severity ?? -1)
  if (level !== undefined) event['log.level'] = level
  if (type === 'WAF') readWaf(event, pairs)
  setCommon(event, pairs)
  if (type !== 'Event' && type !== 'System Health') setPerson(event, pairs.get('user_name'))
  const subtype = pairs.get('log_subtype')
  if (subtype !== undefined && type !== 'Event' && type !== 'System Health') {
    event['event.outcome'] = 'success'
    if (type !== 'Wireless Protection')
      event['event.action'] ??= namedAsIs.has(type) ? subtype : subtype.toLowerCase()
  }
  readType(event, pairs, type, id)
  if (event['event.category'] !== undefined) setTotals(event)
  const message = pairs.get('message')
  if (message !== undefined) event.message = message
  const seconds = toCount(pairs.get('duration'))
  if (seconds !== undefined && type === 'Firewall') event['event.duration'] = seconds * 1e9
  return event
}

/** Their subtype is the name of a finding, and keeps its case. */
const namedAsIs = new Set(['Anti-Virus', 'Anti-Spam', 'Sandbox'])

function readType(event: Event, pairs: KeyValues, type: string, id: string): void {
  switch (type) {
    case 'Firewall':
      return readFirewall(event, pairs, id)
    case 'IDP':
    case 'IPS':
      return readIntrusion(event, pairs, id)
    case 'ATP':
      return readAdvancedThreat(event, pairs, id)
    case 'Anti-Virus':
      return readAntivirus(event, pairs, id)
    case 'Anti-Spam':
      return readAntispam(event, pairs, id)
    case 'Content Filtering':
      return readContent(event, pairs)
    case 'Sandbox':
      return readSandbox(event, pairs)
    case 'Event':
      return readSystemEvent(event, pairs, id)
    default:
      return
  }
}
