import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime } from '../timestamps.ts'
import { zoneBetween } from '../zone-between.ts'
import { zoneOfText } from '../zone-text.ts'
import { countOf } from './fortinet/fields.ts'
import type { Pairs } from './fortinet/pairs.ts'
import { readPairs } from './fortinet/pairs.ts'
import { readSystemEvent } from './fortinet/system-event.ts'
import { readTraffic } from './fortinet/traffic.ts'
import { readUtm } from './fortinet/utm.ts'

export const fortinet: Decoder = {
  name: 'fortigate',
  title: 'Fortinet FortiGate (key=value)',
  sniff,
  open,
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123 || !line.includes('logid=') || !line.includes('type=')) return 0
  return line.includes('devid=') ||
    line.includes('devname=') ||
    line.includes('vd=') ||
    line.includes('subtype=')
    ? 0.97
    : 0
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    if (line.trim() === '') return undefined
    const pairs = readPairs(line)
    if (!pairs.has('logid') && !pairs.has('type'))
      return new Reject('not a FortiOS record: neither logid nor type')
    const time = timeOf(pairs, line, context)
    if (Number.isNaN(time)) return new Reject('no date and time in the record')
    return decodeRecord(pairs, time)
  }
}

/** Zones lie within so much of UTC, ms. */
const widestZone = 14 * 3_600_000

/**
 * `date` and `time` in the device's zone (`tz`). Without one `eventtime`, where it is the same moment in some zone; and where
 * there is no date that, or the syslog header.
 */
function timeOf(pairs: Pairs, line: string, context: DecodeContext): number {
  const time = readIsoTime(`${pairs.get('date') ?? ''} ${pairs.get('time') ?? ''}`, 0, zoneOf(pairs, context))
  const epoch = epochOf(pairs.get('eventtime') ?? pairs.get('timestamp') ?? '')
  if (Number.isNaN(time)) return Number.isNaN(epoch) ? openEnvelope(line, context).time : epoch
  if (pairs.has('tz') || !(Math.abs(epoch - time) <= widestZone)) return time
  return epoch
}

/** Epoch seconds to nanoseconds, by their length; NaN for anything else. */
function epochOf(text: string): number {
  return text.length >= 10 && Number.isFinite(Number(text))
    ? Number(text.slice(0, 13).padEnd(13, '0'))
    : Number.NaN
}

/** `tz` (`-0500`, `UTC-5:00`); else what the times beside the clock tell of it. */
function zoneOf(pairs: Pairs, context: DecodeContext): number {
  const text = pairs.get('tz') ?? pairs.get('timezone')
  return (text === undefined ? undefined : zoneOfText(text)) ?? zoneBeside(pairs) ?? context.zoneOffset
}

/** When FortiAnalyzer received a record (`itime`, `itime_t`) and what it made of the clock (`dtime`), epoch seconds UTC. */
function zoneBeside(pairs: Pairs): number | undefined {
  const clock = readIsoTime(`${pairs.get('date') ?? ''} ${pairs.get('time') ?? ''}`, 0, 0)
  for (const key of ['itime_t', 'itime', 'dtime']) {
    const seconds = pairs.get(key)
    const zone = seconds?.length === 10 ? zoneBetween(clock, Number(seconds) * 1000) : undefined
    if (zone !== undefined) return zone
  }
  return undefined
}

function decodeRecord(pairs: Pairs, time: number): Event {
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'observer.product': 'Fortigate',
    'observer.type': 'firewall',
    'observer.vendor': 'Fortinet',
  }
  const code = pairs.get('logid')
  if (code !== undefined) event['event.code'] = code
  switch (pairs.get('type') ?? '') {
    case 'traffic':
      readTraffic(event, pairs)
      break
    case 'utm':
    case 'dns':
      readUtm(event, pairs)
      break
    default:
      readSystemEvent(event, pairs)
  }
  setCommon(event, pairs)
  return event
}

function setCommon(event: Event, pairs: Pairs): void {
  const message = pairs.get('msg') ?? pairs.get('logdesc')
  const level = pairs.get('level')
  const name = pairs.get('devname')
  const serial = pairs.get('devid')
  const ingress = pairs.get('srcintf') ?? pairs.get('src_int')
  const egress = pairs.get('dstintf') ?? pairs.get('dst_int')
  const reason = pairs.get('reason')
  const direction = pairs.get('direction') ?? pairs.get('dir')
  const duration = countOf(pairs, 'duration')
  if (message !== undefined) event.message = message
  if (level !== undefined) event['log.level'] = level
  if (name !== undefined) event['observer.name'] = name
  if (serial !== undefined) event['observer.serial_number'] = serial
  if (ingress !== undefined) event['observer.ingress.interface.name'] = ingress
  if (egress !== undefined) event['observer.egress.interface.name'] = egress
  if (reason !== undefined) event['event.reason'] = reason
  if (direction !== undefined)
    event['network.direction'] = directions.get(direction.toLowerCase()) ?? 'unknown'
  if (duration !== undefined) event['event.duration'] = duration * 1e9
}

const directions = new Map([
  ['outgoing', 'outbound'],
  ['incoming', 'inbound'],
  ['outbound', 'outbound'],
  ['inbound', 'inbound'],
])
