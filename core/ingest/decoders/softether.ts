import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import { setPerson } from '../set-person.ts'
import { openEnvelope } from '../syslog.ts'
import { readIsoTime, timestampEnd } from '../timestamps.ts'
import { between, countOf, portOf } from './between.ts'

/**
 * SoftEther VPN Server: server and security log (https://www.softether.org/4-docs/1-manual/3/3.10). A connection (`CID-1`) is checked and
 * becomes a session (`SID-ALICE-1`); what a line lacks is known from those before.
 */
export const softether: Decoder = {
  name: 'softether',
  title: 'SoftEther VPN Server (server and security log)',
  sniff,
  open,
}

const marks = [' "CID-', ' "SID-', '[HUB "', 'On the TCP Listener (Port ']

/** How the server forwards a line by syslog: `[HOST/VPN/HUB] (2024-03-03 09:15:02.130) <SECURITY_LOG>: …` (Cedar/Logging.c, SiWriteSysLog). */
function readForwarded(line: string): { hub: string; clock: string; message: string } | undefined {
  const name = line.slice(0, headCharacters).indexOf('/VPN')
  const close = name < 0 ? -1 : line.indexOf('] (', name)
  if (close < 0 || close - name > 80 || line.lastIndexOf('[', name) < 0) return undefined
  const [whole, clock = ''] = stamped.exec(line.slice(close + 3, close + 80)) ?? []
  if (whole === undefined) return undefined
  return { hub: line.slice(name + 5, close), clock, message: line.slice(close + 3 + whole.length) }
}

const stamped = /^(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[^)]{0,12})\) <[A-Z_]{4,24}>: /
const headCharacters = 400

function sniff(line: string): number {
  if (readForwarded(line) !== undefined) return 0.97
  if (line.charCodeAt(0) === 123 || !marks.some((mark) => line.includes(mark))) return 0
  return Number.isNaN(readIsoTime(line, 0, 0)) && !line.includes('SoftEther') && !line.includes('vpnserver')
    ? 0
    : 0.95
}

interface Known {
  user: string
  ip: string
  port: number
}

const mostKnown = 20_000

function open(context: DecodeContext): DecodeLine {
  const known = new Map<string, Known>()
  return (line) => {
    if (line.trim() === '') return undefined
    const sent = readForwarded(line)
    if (sent !== undefined) {
      const time = readIsoTime(sent.clock, 0, context.zoneOffset)
      const event = decode(sent.message, time, known)
      if (sent.hub !== '') event['vpn.group'] ??= sent.hub
      return Number.isNaN(time) ? new Reject('no time in the line') : event
    }
    const own = readIsoTime(line, 0, context.zoneOffset)
    const envelope = openEnvelope(line, context)
    const message = Number.isNaN(own) ? envelope.body : line.slice(timestampEnd()).trim()
    const time = Number.isNaN(own) ? envelope.time : own
    if (Number.isNaN(time)) return new Reject('no time in the line')
    // By syslog other programs write beside it.
    if (Number.isNaN(own) && sniff(line) === 0) return new Reject('no line of the SoftEther VPN Server')
    return decode(message, time, known)
  }
}

function decode(message: string, time: number, known: Map<string, Known>): Event {
  const event: Event = {
    '@timestamp': time,
    message,
    'event.category': ['network'],
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'SoftEther VPN',
    'observer.type': 'vpn',
    'observer.vendor': 'SoftEther',
  }
  const connection = between(message, ' "CID-', '"')
  const session = between(message, ' "SID-', '"')
  const key = session === '' ? `CID-${connection}` : `SID-${session}`
  const end: Known = {
    ...(known.get(`CID-${connection}`) ?? known.get(key) ?? { user: '', ip: '', port: 0 }),
  }
  const hub = between(message, '[HUB "', '"') || between(message, 'HUB "', '"')
  if (hub !== '') event['vpn.group'] = hub
  readEnd(message, end)
  if (connection !== '') keep(known, `CID-${connection}`, end)
  if (session !== '') keep(known, `SID-${session}`, end)
  readStep(event, message, end, session)
  readLease(event, message, known)
  if (end.user !== '') setPerson(event, end.user)
  if (isAddress(end.ip)) event['source.ip'] = event['client.ip'] = end.ip
  if (end.port > 0) event['source.port'] = end.port
  if (event['vpn.step'] === 'end') known.delete(`SID-${session}`)
  return event
}

/** `… the DHCP server … allocated, for host "SID-ALICE-1" on another session "…", the new IP address 192.168.30.10.` */
function readLease(event: Event, message: string, known: ReadonlyMap<string, Known>): void {
  const owner = known.get(between(message, ' allocated, for host "', '"'))
  const ip = /the new IP address ([\d.]{7,15}?)\.?$/.exec(message)?.[1] ?? ''
  if (owner === undefined || owner.user === '' || !isAddress(ip)) return
  setStep(event, 'assign', 'address-assigned', undefined)
  event['vpn.assigned_ip'] = ip
  event['vpn.session_id'] = between(message, ' allocated, for host "', '"')
  setPerson(event, owner.user)
  if (isAddress(owner.ip)) event['source.ip'] = event['client.ip'] = owner.ip
}

function keep(known: Map<string, Known>, key: string, end: Known): void {
  const oldest = known.size >= mostKnown ? known.keys().next().value : undefined
  if (oldest !== undefined) known.delete(oldest)
  known.set(key, end)
}

/** `(IP address: 192.0.2.7, Host name: …, Port number: 50000, …)`, `the user name is "alice"`. */
function readEnd(message: string, end: Known): void {
  const ip = between(message, 'IP address: ', ',') || between(message, 'IP address ', ',')
  if (isAddress(ip) && !message.includes('DHCP')) end.ip = ip
  const rest = message.toLowerCase()
  const at = rest.indexOf('port number')
  const port = at < 0 ? undefined : portOf(/\d{1,5}/.exec(message.slice(at, at + 24))?.[0] ?? '')
  if (port !== undefined) end.port = port
  const user =
    between(message, 'authenticated as user "', '"') ||
    between(message, 'the user name is "', '"') ||
    between(message, 'has been provided was "', '"')
  if (user !== '') end.user = user
}

function readStep(event: Event, message: string, end: Known, session: string): void {
  if (message.includes('Successfully authenticated as user '))
    setStep(event, 'attempt', 'authentication', 'success')
  else if (message.includes('User authentication failed'))
    setStep(event, 'attempt', 'authentication', 'failure')
  else if (session !== '' && message.includes('has been created') && message.includes('ession'))
    setStep(event, 'start', 'connected', 'success')
  else if (session !== '' && message.includes('has been terminated')) {
    setStep(event, 'end', 'disconnected', undefined)
    // Counted by the server: what went out is the person's download.
    const out = countOf(between(message, 'outgoing data size: ', ' bytes'))
    const inward = countOf(between(message, 'incoming data size: ', ' bytes'))
    if (out !== undefined) event['vpn.bytes_out'] = out
    if (inward !== undefined) event['vpn.bytes_in'] = inward
  }
  if (event['vpn.step'] === undefined) return
  if (session !== '') event['vpn.session_id'] = `SID-${session}`
  if (end.user === '' && event['event.outcome'] !== 'failure') delete event['vpn.step']
}

function setStep(
  event: Event,
  step: 'attempt' | 'start' | 'assign' | 'end',
  action: string,
  outcome: 'success' | 'failure' | undefined,
): void {
  event['vpn.step'] = step
  event['vpn.tunnel_type'] = 'softether'
  event['event.action'] = action
  event['event.category'] = step === 'attempt' ? ['authentication', 'network'] : ['network', 'session']
  event['event.type'] = [step === 'end' ? 'end' : 'start']
  if (outcome !== undefined) event['event.outcome'] = outcome
}
