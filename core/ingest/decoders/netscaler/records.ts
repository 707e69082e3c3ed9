import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { readAddressPort } from '../address-port.ts'
import { compileFieldMap, firstOf, toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { setUrl } from '../../url.ts'
import { readStamp } from './header.ts'

/** Keys of the NetScaler syslog message reference. The client's side is the source, `send` its direction. */
const setFields = compileFieldMap({
  text: {
    'event.reason': 'Failure_reason Reason',
    'group.name': 'Group(s)',
    'tls.cipher': 'CipherSuite',
    'tls.version': 'ClientVersion',
    'user_agent.original': 'Browser_type Browser',
    'vpn.session_id': 'SessionId',
    'vpn.tunnel_type': 'SSLVPN_client_type',
  },
  address: {
    'destination.ip': 'VserverServiceIP',
    'source.ip': 'Client_ip ClientIP Remote_ip',
    'client.ip': 'Client_ip',
  },
  count: {
    'destination.bytes': 'Total_bytes_recv',
    'destination.port': 'VserverServicePort',
    'source.bytes': 'Total_bytes_send',
    'source.port': 'ClientPort',
  },
})

type Kind = readonly [category: readonly string[], type: readonly string[]]

const ended: Kind = [['network'], ['connection', 'end']]
const begun: Kind = [['network'], ['connection', 'start']]
const note: Kind = [['network'], ['info']]
const login: Kind = [['authentication', 'network'], ['start']]
const logout: Kind = [['authentication', 'network', 'session'], ['end']]

/** What a message is; those not named are notes. */
const kinds = new Map<string, Kind>([
  ['LOGIN', login],
  ['LOGIN_FAILED', login],
  ['LOGOUT', logout],
  ['REMOVE_SESSION', logout],
  ['TCPCONNSTAT', ended],
  ['UDPFLOWSTAT', ended],
  ['ICAEND_CONNSTAT', ended],
  ['CONN_TERMINATE', ended],
  ['CONN_DELINK', ended],
  ['ICASTART', begun],
  ['NONHTTP_RESOURCEACCESS_DENIED', [['network'], ['connection', 'denied']]],
  ['CMD_EXECUTED', [['configuration'], ['change']]],
])

/** Reads the details of a message under its name (`LOGIN`, `TCPCONNSTAT`, …). */
export function readRecord(event: Event, name: string, pairs: KeyValues): void {
  const [category, type] = kinds.get(name) ?? note
  event['event.category'] = category
  event['event.type'] = type
  setFields(event, pairs)
  setPerson(event, personIn(pairs))
  setEnds(event, pairs)
  setTotals(event)
  setDuration(event, pairs)
  setOutcome(event, name, pairs)
  readRemoteAccess(event, name, pairs)
}

/** ICA writes `username:domainname alice:corp.example`, the others name the account in `User` and in `Context`. */
function personIn(pairs: KeyValues): string | undefined {
  const ica = pairs.get('username:domainname')
  if (ica !== undefined) return ica.split(':', 1)[0]
  const user = firstOf(pairs, ['User', 'Username'])
  if (user !== undefined) return user
  const context = pairs.get('Context')
  return context?.slice(0, context.lastIndexOf('@'))
}

function setEnds(event: Event, pairs: KeyValues): void {
  const source = readAddressPort(pairs.get('Source') ?? '')
  const destination = readAddressPort(firstOf(pairs, ['Destination', 'Vserver']) ?? '')
  const translated = readAddressPort(firstOf(pairs, ['NatIP', 'Nat_ip']) ?? '')
  if (source !== undefined) {
    event['source.ip'] = source.address
    if (source.port !== undefined) event['source.port'] = source.port
  }
  if (destination !== undefined) {
    event['destination.ip'] ??= destination.address
    if (destination.port !== undefined) event['destination.port'] ??= destination.port
  }
  if (translated === undefined) return
  event['source.nat.ip'] = translated.address
  if (translated.port !== undefined) event['source.nat.port'] = translated.port
}

/** `Duration 00:22:19`, or `0 days 01:02:03`; else from the times of start and end. */
function setDuration(event: Event, pairs: KeyValues): void {
  const start = firstOf(pairs, ['Start_time', 'Start Time', 'startTime'])?.slice(0, 19) ?? ''
  const end = firstOf(pairs, ['End_time', 'End Time', 'endTime'])?.slice(0, 19) ?? ''
  const seconds = clockSeconds(pairs.get('Duration') ?? '') ?? secondsBetween(start, end)
  if (seconds >= 0) event['event.duration'] = seconds * 1e9
}

/** Whether the day or the month stands first is set on the device: read the wrong way the two are months apart, or in reverse. */
function secondsBetween(start: string, end: string): number {
  const lengths = [false, true]
    .map((isDayFirst) => (readStamp(end, 0, isDayFirst) - readStamp(start, 0, isDayFirst)) / 1000)
    .filter((length) => length >= 0)
  return lengths.length === 0 ? Number.NaN : Math.min(...lengths)
}

function clockSeconds(text: string): number | undefined {
  const [hours, minutes, seconds] = text.slice(-8).split(':').map(toCount)
  if (hours === undefined || minutes === undefined || seconds === undefined) return undefined
  const days = toCount(text.includes('day') ? text.split(' ', 1)[0] : undefined) ?? 0
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds
}

function setOutcome(event: Event, name: string, pairs: KeyValues): void {
  const status = firstOf(pairs, ['Status', 'Access'])
  if (name.includes('FAIL') || name.includes('DENIED')) event['event.outcome'] = 'failure'
  else if (name === 'LOGIN' || name.endsWith('SUCCESS')) event['event.outcome'] = 'success'
  else if (status === 'Success') event['event.outcome'] = 'success'
  else if (status !== undefined && name === 'CMD_EXECUTED') event['event.outcome'] = 'failure'
  if (status === 'Allowed') event['event.type'] = ['connection', 'end', 'allowed']
  else if (status === 'Denied') event['event.type'] = ['connection', 'end', 'denied']
}

function readRemoteAccess(event: Event, name: string, pairs: KeyValues): void {
  if (name === 'LOGIN') event['vpn.step'] = 'start'
  else if (name === 'LOGIN_FAILED') event['vpn.step'] = 'attempt'
  else if (name === 'LOGOUT' || name === 'REMOVE_SESSION') event['vpn.step'] = 'end'
  else return
  const group = event['group.name']
  const gateway = pairs.get('Vserver')
  if (group !== undefined) event['vpn.group'] = group
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  const { 'source.bytes': sent, 'destination.bytes': received, 'event.duration': duration } = event
  const inner = readAddressPort(pairs.get('Nat_ip') ?? '')
  if (inner !== undefined) event['vpn.assigned_ip'] = inner.address
  if (event['vpn.step'] !== 'end') return
  if (sent !== undefined) event['vpn.bytes_in'] = sent
  if (received !== undefined) event['vpn.bytes_out'] = received
  if (duration !== undefined) event['vpn.duration'] = duration / 1e9
  const method = pairs.get('LogoutMethod')
  if (method !== undefined) event['vpn.disconnect_reason'] = method
}

/** Web application firewall: `192.0.2.7 616-PPE1 session profile http://… Cross-site script check failed for … <blocked>`. */
export function readAppFirewall(event: Event, text: string): void {
  event['event.category'] = ['web', 'intrusion_detection']
  event['event.type'] = ['info']
  event['event.kind'] = 'alert'
  const client = text.split(' ', 1)[0] ?? ''
  if (isAddress(client)) event['source.ip'] = client
  const at = text.indexOf(' http')
  const end = text.indexOf(' ', at + 1)
  if (at >= 0 && end > at) setUrl(event, text.slice(at + 1, end))
  const open = text.lastIndexOf('<')
  const action = text.endsWith('>') && open >= 0 ? text.slice(open + 1, -1) : ''
  if (action === '') return
  event['event.action'] = action
  if (action === 'blocked') event['event.type'] = ['denied']
}
