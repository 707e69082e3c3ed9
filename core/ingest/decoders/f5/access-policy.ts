import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { setPerson } from '../../set-person.ts'
import { between, wordAfter } from '../between.ts'
import type { AccessSession } from './access-sessions.ts'

/**
 * A message of the Access Policy Manager by its number (`01490500`), after F5's "APM log messages". Sets the step of the
 * session and puts what later lines need into `session`.
 */
export function readAccessMessage(event: Event, code: string, text: string, session: AccessSession): void {
  switch (code) {
    case '01490500':
      return readNewSession(event, text, session)
    case '01490010':
      session.user = between(text, "Username '", "'")
      break
    case '01490017':
    case '01490018':
    case '01490019':
    case '01490022':
    case '01490106':
    case '01490107':
      readCheck(event, text, session)
      break
    case '01490102':
      readResult(event, text)
      break
    case '01490549':
      readAssignment(event, text, session)
      break
    case '01490521':
      readCounters(event, text)
      break
    case '01490501':
    case '01490502':
    case '01490503':
    case '01490567':
      setEnd(event)
      event['vpn.disconnect_reason'] = text.replace(/^Session deleted ?/, '')
      break
    case '01490506':
      event['user_agent.original'] = wordsAfter(text, 'User-Agent header: ')
  }
  setPerson(event, session.user === '' ? undefined : session.user)
  if (isAddress(session.clientIp)) {
    event['source.ip'] = session.clientIp
    event['client.ip'] = session.clientIp
  }
  if (session.user === '') delete event['vpn.step']
}

/** `New session from client IP 198.51.100.7 (ST=…/CC=US/C=NA) at VIP 203.0.113.1 Listener /Common/vpn (Reputation=Unknown)` */
function readNewSession(event: Event, text: string, session: AccessSession): void {
  const client = wordAfter(text, 'client IP ')
  const virtual = wordAfter(text, 'at VIP ')
  event['event.action'] = 'session-created'
  event['event.category'] = ['session']
  event['event.type'] = ['start']
  if (isAddress(client)) {
    session.clientIp = client
    event['source.ip'] = client
    event['client.ip'] = client
  }
  if (isAddress(virtual)) event['destination.ip'] = virtual
}

/** `AD agent: Auth (logon attempt:0): authenticate with 'alice' successful` */
function readCheck(event: Event, text: string, session: AccessSession): void {
  const failed = text.includes('fail')
  if (!failed && !text.includes('success')) return
  const user = between(text, "with '", "'")
  if (user !== '') session.user = user
  event['event.action'] = 'authentication'
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = ['start']
  event['event.outcome'] = failed ? 'failure' : 'success'
  event['vpn.step'] = 'attempt'
  const agent = text.slice(0, text.indexOf(' agent'))
  if (agent !== '' && agent.length < 20) event['vpn.auth_method'] = agent
}

/** `Access policy result: Network_Access`, `Full`, or `Logon_Denied`. */
function readResult(event: Event, text: string): void {
  const result = wordAfter(text, 'result: ')
  const denied = result.includes('Denied')
  event['event.action'] = 'access-policy-result'
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = ['start']
  event['event.outcome'] = denied ? 'failure' : 'success'
  event['event.reason'] = result
  event['vpn.step'] = denied ? 'attempt' : 'start'
}

/** `Assigned PPP Dynamic IPv4: 10.8.0.5 Tunnel Type: VPN_TUNNELTYPE_TLS Resource: … Client IP: 198.51.100.7` */
function readAssignment(event: Event, text: string, session: AccessSession): void {
  const inner = wordAfter(text, 'IPv4: ')
  const client = wordAfter(text, 'Client IP: ')
  if (isAddress(client)) session.clientIp = client
  event['event.action'] = 'address-assigned'
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['connection', 'start']
  event['vpn.step'] = 'assign'
  if (isAddress(inner)) event['vpn.assigned_ip'] = inner
  const tunnel = wordAfter(text, 'Tunnel Type: ')
  if (tunnel !== '') event['vpn.tunnel_type'] = tunnel.replace('VPN_TUNNELTYPE_', '').toLowerCase()
}

/** `Session statistics - bytes in: 632880, bytes out: 2649665`, written when the session is over. */
function readCounters(event: Event, text: string): void {
  setEnd(event)
  const received = toCount(between(`${text},`, 'bytes in: ', ','))
  const sent = toCount(wordAfter(text, 'bytes out: '))
  if (received !== undefined) event['vpn.bytes_in'] = received
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  if (received !== undefined && sent !== undefined) event['network.bytes'] = received + sent
}

function setEnd(event: Event): void {
  event['event.action'] = 'session-deleted'
  event['event.category'] = ['network', 'session']
  event['event.type'] = ['end']
  event['vpn.step'] = 'end'
}

function wordsAfter(text: string, label: string): string {
  const at = text.indexOf(label)
  return at < 0 ? '' : text.slice(at + label.length)
}
