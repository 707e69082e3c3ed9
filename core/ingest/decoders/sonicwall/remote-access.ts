import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'

/** VPN and WAN zone, SSL VPN: logins from outside that were let in. */
const sessionStarts = new Set(['235', '236', '237', '238', '1080'])

/** XAUTH of the Global VPN Client: passed, refused, no answer of the server. */
const extendedAuthentication = new Map<string, 'success' | 'failure'>([
  ['139', 'success'],
  ['140', 'failure'],
  ['141', 'failure'],
])

/** A user's session ends: disconnect, logout, longest session, idle. Administrators have ids of their own. */
const sessionEnds = new Set(['24', '263', '264', '265'])

const assigned = 'assigned IP'

/** Sets the step of a person's session; logins of administrators from a VPN or the WAN zone count too, as do all refusals. */
export function readRemoteAccess(event: Event, id: string): void {
  const xauth = extendedAuthentication.get(id)
  if (xauth !== undefined) {
    event['event.category'] = ['authentication']
    event['event.type'] = ['start']
    event['event.outcome'] = xauth
    event['vpn.tunnel_type'] = 'ipsec'
  }
  if (sessionStarts.has(id)) event['vpn.step'] = 'start'
  else if (xauth !== undefined || event['event.action'] === 'login-failure') event['vpn.step'] = 'attempt'
  else if (sessionEnds.has(id)) event['vpn.step'] = 'end'
  else if (!readAssignment(event)) return
  if (id === '1080') event['vpn.tunnel_type'] = 'ssl'
  const source = event['source.ip']
  if (source !== undefined) event['client.ip'] = source
  const gateway = event['observer.ip'] ?? event['observer.serial_number']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
}

/** NetExtender: `Client alice is assigned IP:10.1.1.7`. */
function readAssignment(event: Event): boolean {
  const text = event.message ?? ''
  const at = text.indexOf(assigned)
  if (at < 0) return false
  const rest = text.slice(at + assigned.length, at + assigned.length + 60).replace(/^[: ]+/, '')
  const address = rest.split(/[ ,;)]/, 1)[0] ?? ''
  if (!isAddress(address)) return false
  event['vpn.step'] = 'assign'
  event['vpn.assigned_ip'] = address
  event['vpn.tunnel_type'] = 'ssl'
  return true
}
