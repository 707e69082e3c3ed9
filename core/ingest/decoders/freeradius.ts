import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { openEnvelope } from '../syslog.ts'
import { readSyslogTime, timestampEnd } from '../timestamps.ts'
import { between } from './between.ts'
import { applyAttributes, setStep } from './radius/attributes.ts'

/** FreeRADIUS' `radius.log`, as a file (`Tue Mar 16 12:34:56 2021 : Auth: …`) and by syslog (`radiusd[7]: …`). */
export const freeradius: Decoder = {
  name: 'freeradius',
  title: 'FreeRADIUS (radius.log)',
  sniff,
  open,
}

const programs = new Set(['radiusd', 'freeradius'])

const kinds = new Set([
  'Auth',
  'Acct',
  'Info',
  'Error',
  'Proxy',
  'Debug',
  'Warning',
  'WARNING',
  'ERROR',
  'Warn',
])

/** Any year: only whether the line begins with a time matters. */
const anyContext: DecodeContext = { zoneOffset: 0, year: 2000 }

interface Entry {
  time: number
  host: string
  kind: string
  text: string
}

function sniff(line: string): number {
  if (line.charCodeAt(0) === 123) return 0
  return readEntry(line.slice(0, 200), anyContext) === undefined ? 0 : 0.95
}

function open(context: DecodeContext): DecodeLine {
  return (line) => {
    const entry = readEntry(line, context)
    if (entry === undefined)
      return line.trim() === '' ? undefined : new Reject('no line of radius.log (time : Kind: text)')
    return decode(entry)
  }
}

function readEntry(line: string, context: DecodeContext): Entry | undefined {
  const time = readSyslogTime(line, 0, context)
  const end = timestampEnd()
  if (!Number.isNaN(time) && line.startsWith(' : ', end)) {
    const colon = line.indexOf(': ', end + 3)
    const kind = line.slice(end + 3, colon)
    if (colon < 0 || !kinds.has(kind)) return undefined
    return { time, host: '', kind, text: line.slice(colon + 2) }
  }
  const { app, body, host, time: received } = openEnvelope(line, context)
  if (!programs.has(app) || Number.isNaN(received)) return undefined
  return { time: received, host, kind: isLogin(body) ? 'Auth' : 'Info', text: body }
}

function isLogin(text: string): boolean {
  return text.includes('Login OK') || text.includes('Login incorrect') || text.includes('Invalid user')
}

function decode({ time, host, kind, text }: Entry): Event {
  const message = withoutNumber(text)
  const event: Event = {
    '@timestamp': time,
    message,
    'event.action': kind.toLowerCase(),
    'event.category': kind === 'Auth' ? ['authentication'] : ['process'],
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'FreeRADIUS',
    'observer.vendor': 'FreeRADIUS',
  }
  if (host !== '') event['observer.hostname'] = host
  if (kind === 'Auth') setLogin(event, message)
  return event
}

/** Since version 3 a line begins with the number of its request: `(42) Login OK`. */
function withoutNumber(text: string): string {
  if (text.charCodeAt(0) !== 40) return text.trim()
  const close = text.indexOf(')')
  return close > 0 && close < 24 ? text.slice(close + 1).trim() : text.trim()
}

/** `Login incorrect (mschap: …): [alice/<via Auth-Type = EAP>] (from client vpn port 7 cli 192.0.2.7 via TLS tunnel)`. */
function setLogin(event: Event, text: string): void {
  const success = text.startsWith('Login OK')
  event['event.outcome'] = success ? 'success' : 'failure'
  const opening = text.indexOf(': [')
  if (opening < 0) return
  const close = text.indexOf('] (from', opening)
  const account = text.slice(opening + 3, close < 0 ? text.length : close)
  const slash = account.indexOf('/')
  const tail = close < 0 ? '' : text.slice(close + 2)
  const attributes = new Map([['user-name', slash < 0 ? account : account.slice(0, slash)]])
  const client = between(tail, 'from client ', ' ') || between(tail, 'from client ', ')')
  if (client !== '') attributes.set('nas-identifier', client.replace(')', ''))
  const calling = between(`${tail} `, ' cli ', ' ').replace(')', '')
  if (calling !== '') attributes.set('calling-station-id', calling)
  applyAttributes(event, attributes)
  const reason = success ? '' : between(text.slice(0, opening), '(', ')')
  if (reason !== '') event['event.reason'] = reason
  // Inside the tunnel of PEAP or TTLS it is the same login once more.
  if (!tail.includes('via TLS tunnel')) setStep(event, 'attempt')
}
