import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { parseTime } from '../coerce.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { toCount } from '../field-map.ts'
import { readSyslogTime, timestampEnd } from '../timestamps.ts'
import { applyAttributes, setAccountingStep, setStep } from './radius/attributes.ts'

/**
 * FreeRADIUS' detail files: a line with the time, indented lines with an attribute each, a blank line. The record is
 * told with its last line, `Timestamp`; one without it with the time of the next.
 */
export const freeradiusDetail: Decoder = {
  name: 'freeradius-detail',
  title: 'RADIUS detail (accounting)',
  sniff,
  open,
}

const mostAttributes = 300
const anyContext: DecodeContext = { zoneOffset: 0, year: 2000 }

interface Attribute {
  name: string
  value: string
}

function sniff(line: string): number {
  if (isHeader(line, anyContext)) return 0.6
  const attribute = readAttribute(line)
  return attribute !== undefined && attribute.name.includes('-') ? 0.9 : 0
}

function isHeader(line: string, context: DecodeContext): boolean {
  const text = line.trimEnd()
  return text.length < 40 && !Number.isNaN(readSyslogTime(text, 0, context)) && timestampEnd() === text.length
}

function open(context: DecodeContext): DecodeLine {
  let attributes = new Map<string, string>()
  let time = NaN
  return (line) => {
    const attribute = readAttribute(line)
    if (attribute !== undefined) {
      if (Number.isNaN(time)) return new Reject('an attribute without the time of its record')
      const { name, value } = attribute
      if (!attributes.has(name) && attributes.size < mostAttributes) attributes.set(name, value)
      if (name !== 'timestamp') return undefined
      const event = decode(attributes, time, context)
      attributes = new Map()
      return event
    }
    if (!isHeader(line, context))
      return line.trim() === '' ? undefined : new Reject('no time and no attribute (Name = value)')
    const earlier = attributes.size > 0 ? decode(attributes, time, context) : undefined
    attributes = new Map()
    time = readSyslogTime(line, 0, context)
    return earlier
  }
}

/** `\tAcct-Session-Id = "0x1"`, by lower-cased name. */
function readAttribute(line: string): Attribute | undefined {
  const first = line.charCodeAt(0)
  if (first !== 9 && !line.startsWith('  ')) return undefined
  const equals = line.slice(0, 200).indexOf(' = ')
  if (equals < 0) return undefined
  const name = line.slice(0, equals).trim()
  if (!/^[A-Z][\w./:-]*$/.test(name)) return undefined
  const value = line.slice(equals + 3).trim()
  const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"')
  return { name: name.toLowerCase(), value: quoted ? value.slice(1, -1) : value }
}

const verdicts = new Map<string, 'success' | 'failure'>([
  ['access-accept', 'success'],
  ['access-reject', 'failure'],
])

function decode(attributes: ReadonlyMap<string, string>, written: number, context: DecodeContext): Event {
  const stamp = attributes.get('timestamp')
  const received = stamp === undefined ? NaN : parseTime(stamp, context)
  const delay = toCount(attributes.get('acct-delay-time')) ?? 0
  const status = attributes.get('acct-status-type')
  const packet = attributes.get('packet-type')
  const event: Event = {
    '@timestamp': (Number.isNaN(received) ? written : received) - delay * 1000,
    'event.action': (status ?? packet ?? 'radius').toLowerCase(),
    'event.category': [status === undefined ? 'authentication' : 'session'],
    'event.kind': 'event',
    'event.type': ['info'],
    'network.protocol': 'radius',
    'observer.product': 'FreeRADIUS',
    'observer.vendor': 'FreeRADIUS',
  }
  applyAttributes(event, attributes)
  setAccountingStep(event, attributes)
  const verdict = packet === undefined ? undefined : verdicts.get(packet.toLowerCase())
  if (verdict === undefined) return event
  event['event.outcome'] = verdict
  setStep(event, 'attempt')
  return event
}
