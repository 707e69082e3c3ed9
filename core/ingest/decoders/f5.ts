import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { readAccessList } from './f5/access-list.ts'
import { readAccessMessage } from './f5/access-policy.ts'
import { AccessSessions } from './f5/access-sessions.ts'
import { openTelemetry } from './f5/telemetry.ts'
import { jsonProduct } from './json-product.ts'
import { messageIdOf } from './syslog-program.ts'

/** F5 Telemetry Streaming: AFM, APM, ASM, AVR and LTM as JSON. */
export const f5Telemetry = jsonProduct({
  name: 'f5-telemetry',
  title: 'F5 BIG-IP (Telemetry Streaming, JSON)',
  marks: [['"telemetryEventCategory"']],
  openObject: openTelemetry,
})

/** BIG-IP's own syslog, of which the Access Policy Manager's messages are read in full. */
export const f5BigIp: Decoder = {
  name: 'f5-big-ip',
  title: 'F5 BIG-IP (syslog, Access Policy Manager)',
  sniff: (line) =>
    line.charCodeAt(0) !== 123 && (messageAt(line) >= 0 || numberIn5424(line) !== '') ? 0.96 : 0,
  open,
}

/** Where `01490500:5: ` stands: eight hexadecimal digits after a process, and a level. */
function messageAt(line: string): number {
  for (let at = line.indexOf(': 01'); at >= 0 && at < 400; at = line.indexOf(': 01', at + 1)) {
    const colon = at + 10
    const level = line.charCodeAt(colon + 1)
    const isCode = line.charCodeAt(colon) === 58 && level >= 48 && level <= 55
    if (isCode && line.charCodeAt(colon + 2) === 58 && isHexadecimal(line, at + 2, colon)) return at + 2
  }
  return -1
}

/** `01490010:5:` where RFC 5424 has its message id, '' in other lines. */
function numberIn5424(line: string): string {
  const id = line.charCodeAt(0) === 60 ? messageIdOf(line) : ''
  const isNumber = id.length === 11 && id.startsWith('01') && isHexadecimal(id, 0, 8)
  return isNumber && id.charCodeAt(8) === 58 && id.endsWith(':') ? id : ''
}

function isHexadecimal(line: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = line.charCodeAt(i)
    if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102)) return false
  }
  return true
}

function open(context: DecodeContext): DecodeLine {
  const sessions = new AccessSessions()
  return (line) => {
    if (line.trim() === '') return undefined
    const { time, host, body } = openEnvelope(line, context)
    const number = numberIn5424(line)
    const text = number === '' || body.startsWith(number) ? body : `${number} ${body}`
    const at = number === '' ? messageAt(line) : 0
    if (at < 0) return new Reject('not a BIG-IP message: it has no message number')
    if (Number.isNaN(time)) return new Reject('no time in the line')
    return decodeMessage(number === '' ? line : text, at, time, host, sessions)
  }
}

/** `01490500:5: [/Common/profile:Common:]49dc8781: New session …` */
function decodeMessage(
  line: string,
  at: number,
  time: number,
  host: string,
  sessions: AccessSessions,
): Event {
  const code = line.slice(at, at + 8)
  const rest = line.slice(at + 11).trim()
  const event: Event = {
    '@timestamp': time,
    message: rest,
    'event.category': ['network'],
    'event.code': code,
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'bigip',
    'observer.type': 'vpn',
    'observer.vendor': 'f5',
  }
  if (host !== '') event['observer.name'] = host
  const colon = rest.indexOf(': ')
  const prefix = colon < 0 ? '' : rest.slice(0, colon)
  const id = prefix.slice(prefix.lastIndexOf(':') + 1)
  if (!(code.startsWith('0149') || code === '01580002') || id.length !== 8) return event
  if (code === '01580002') {
    event['vpn.session_id'] = id
    readAccessList(event, rest.slice(colon + 2))
    return event
  }
  const profile = prefix.slice(0, Math.max(0, prefix.indexOf(':')))
  event['vpn.session_id'] = id
  readAccessMessage(event, code, rest.slice(colon + 2), sessions.get(id))
  if (event['vpn.step'] !== undefined) {
    if (profile !== '') event['vpn.group'] = profile
    if (host !== '') event['vpn.gateway'] = host
  }
  return event
}
