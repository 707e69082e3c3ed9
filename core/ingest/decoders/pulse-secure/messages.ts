import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'

type Read = (event: Event, text: string) => void

/**
 * What a message begins with and what it tells. First fit. The lines of one refusal have actions of their own, so that they
 * count as one.
 */
const messages: readonly (readonly [string, Read])[] = [
  ['Agent login ', readLogin('agent-login')],
  ['Primary authentication ', readLogin('primary-authentication')],
  ['Secondary authentication ', readSecondFactor],
  ['Login failed using auth server ', readLogin('auth-server-login')],
  ['Login ', readLogin('login')],
  ['Source IP realm restrictions ', readNote('source-ip-restriction-check')],
  ['User Limit realm restrictions ', readNote('user-limit-restriction-check')],
  ['Connection from IP ', readNote('unauthenticated-connection')],
  ['Host Checker policy ', readNote('host-checker-policy')],
  ['VPN Tunneling: Session started', readTunnelStart],
  ['VPN Tunneling: Session ended', readTunnelEnd],
  ['VPN Tunneling: User with IP ', readTunnelMode],
  ['Network Connect: Session started', readTunnelStart],
  ['Network Connect: Session ended', readTunnelEnd],
  ['Closed connection to ', readClosed],
  ['Logout from ', readEnd('logout')],
  ['Session timed out', readEnd('session-timeout')],
  ['Max session timeout', readEnd('session-timeout')],
  ['Session resumed', readResumed],
]

/** Sets what the message tells of the session, and `event.action`. Elastic's mapping leaves most of it out. */
export function readMessage(event: Event, text: string): void {
  const found = messages.find(([start]) => text.startsWith(start))
  if (found !== undefined) found[1](event, text)
  else if (text.startsWith('User ') && text.includes(' denied access ')) readDenied(event, text)
  else if (text.includes(' logged out from IP ')) readEnd('logout')(event, text)
  const session = between(text, '(session:', ')').trim()
  if (session !== '') event['vpn.session_id'] = session
}

const failures = ['failed', 'denied', 'rejected']
const successes = ['successful', 'succeeded', 'passed']

/** Only the line that says so decides: `Agent login succeeded for …`, `Login failed. Reason: …`. */
function readLogin(action: string): Read {
  return (event, text) => {
    event['event.action'] = action
    const failed = failures.some((word) => text.includes(` ${word}`))
    if (!failed && !successes.some((word) => text.includes(` ${word}`))) return
    event['event.outcome'] = failed ? 'failure' : 'success'
    event['event.type'] = ['start']
    // The primary authentication is half of a login: the line of the login itself starts the session.
    event['vpn.step'] = !failed && action !== 'primary-authentication' ? 'start' : 'attempt'
    const reason = after(text, 'Reason: ')
    if (reason !== '') event['event.reason'] = reason
    const server = between(text, ' using auth server ', '.')
    if (server !== '') event['vpn.auth_method'] = server
    const agent = after(text, ' with ')
    if (action === 'agent-login' && agent !== '')
      event['user_agent.original'] = agent.endsWith('.') ? agent.slice(0, -1) : agent
  }
}

function readSecondFactor(event: Event, text: string): void {
  readLogin('secondary-authentication')(event, text)
  event['vpn.step'] = 'challenge'
  event['vpn.mfa.result'] = event['event.outcome'] === 'failure' ? 'failure' : 'success'
}

function readNote(action: string): Read {
  return (event) => {
    event['event.action'] = action
    event['event.type'] = ['info']
  }
}

function readDenied(event: Event, text: string): void {
  event['event.action'] = 'access-denied'
  event['event.outcome'] = 'failure'
  event['event.type'] = ['info']
  event['vpn.step'] = 'attempt'
  event['event.reason'] = text.slice(text.indexOf(' denied access ') + 1)
}

/** `VPN Tunneling: Session started for user with IPv4 address 10.122.65.1, hostname SWAN` */
function readTunnelStart(event: Event, text: string): void {
  event['event.action'] = 'vpn-session-start'
  event['event.type'] = ['connection', 'session', 'start']
  event['vpn.step'] = 'assign'
  setInnerAddress(event, text)
  const device = after(text, 'hostname ')
  if (device !== '') event['vpn.device.name'] = device
}

/** The tunnel may come up again within the session; its end alone is no end of the session, but its address is free. */
function readTunnelEnd(event: Event, text: string): void {
  event['event.action'] = 'vpn-session-end'
  event['event.type'] = ['connection', 'session', 'end']
  event['vpn.step'] = 'end'
  setInnerAddress(event, text)
}

function readTunnelMode(event: Event, text: string): void {
  event['event.action'] = 'vpn-tunnel-connected'
  event['event.type'] = ['connection', 'info']
  event['vpn.step'] = 'update'
  setInnerAddress(event, text)
  const mode = between(text, ' connected with ', ' transport')
  if (mode !== '') event['vpn.tunnel_type'] = mode.toLowerCase()
}

/**
 * `Closed connection to TUN-VPN after 84 seconds, with 1234 bytes read (in 5 chunks) and 567 bytes written …`: the counters
 * of the tunnel, beside its end, or those of one connection through the portal.
 */
function readClosed(event: Event, text: string): void {
  event['event.action'] = 'connection-closed'
  event['event.type'] = ['connection', 'end']
  event['vpn.step'] = text.startsWith('Closed connection to TUN-VPN') ? 'end' : 'update'
  const read = toCount(wordBefore(text, ' bytes read'))
  const written = toCount(wordBefore(text, ' bytes written'))
  const seconds = toCount(wordBefore(text, ' second'))
  if (read !== undefined) event['vpn.bytes_in'] = read
  if (written !== undefined) event['vpn.bytes_out'] = written
  if (read !== undefined && written !== undefined) event['network.bytes'] = read + written
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
}

function readEnd(action: string): Read {
  return (event, text) => {
    event['event.action'] = action
    event['event.type'] = ['end']
    event['vpn.step'] = 'end'
    const reason = after(text, ' due to ')
    event['vpn.disconnect_reason'] = reason === '' ? action : (reason.split(' (', 1)[0] ?? reason)
  }
}

function readResumed(event: Event, text: string): void {
  event['event.action'] = 'session-resumed'
  event['event.type'] = ['info']
  event['vpn.step'] = 'update'
  const agent = between(text, "user agent '", "'")
  if (agent !== '') event['user_agent.original'] = agent
}

function setInnerAddress(event: Event, text: string): void {
  for (const label of [' address ', ' with IP ']) {
    const word = after(text, label).split(/[ ,]/, 1)[0] ?? ''
    if (!isAddress(word)) continue
    event['vpn.assigned_ip'] = word
    return
  }
}

function after(text: string, label: string): string {
  const at = text.indexOf(label)
  return at < 0 ? '' : text.slice(at + label.length).trim()
}

function between(text: string, open: string, close: string): string {
  const at = text.indexOf(open)
  if (at < 0) return ''
  const end = text.indexOf(close, at + open.length)
  return end < 0 ? '' : text.slice(at + open.length, end)
}

function wordBefore(text: string, label: string): string {
  const at = text.indexOf(label)
  return at < 0 ? '' : text.slice(text.lastIndexOf(' ', at - 1) + 1, at)
}
