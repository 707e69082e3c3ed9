import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, countOf, wordAfter } from '../between.ts'

/**
 * A dial-in over L2TP, SSTP, OpenVPN and the like: `<l2tp-alice>: authenticated`, `<l2tp-alice>: user alice
 * authentication failed`, `alice logged in, 10.8.0.7 from 192.0.2.7`, `alice logged out, 3600 1000 2000 10 20 from …`
 * (seconds, bytes from and to the person, packets).
 */
export function readPpp(event: Event, message: string, protocol: string): void {
  const from = wordAfter(message, ' from ')
  if (isAddress(from)) {
    event['source.ip'] = from
    event['client.ip'] = from
  }
  event['event.category'] = ['network', 'session']
  event['vpn.tunnel_type'] = protocol
  const loggedIn = message.indexOf(' logged in, ')
  const loggedOut = message.indexOf(' logged out, ')
  if (loggedIn > 0) readStart(event, message.slice(0, loggedIn), message.slice(loggedIn + 12))
  else if (loggedOut > 0) readEnd(event, message.slice(0, loggedOut), message.slice(loggedOut + 13))
  else readAuthentication(event, message, protocol)
}

function readStart(event: Event, user: string, rest: string): void {
  event['event.action'] = 'logged-in'
  event['event.type'] = ['start']
  event['event.outcome'] = 'success'
  event['user.name'] = user
  event['vpn.step'] = 'start'
  const ip = rest.split(' ', 1)[0] ?? ''
  if (isAddress(ip)) event['vpn.assigned_ip'] = ip
}

function readEnd(event: Event, user: string, rest: string): void {
  const [seconds, bytesIn, bytesOut] = rest.split(' ', 3).map(countOf)
  event['event.action'] = 'logged-out'
  event['event.type'] = ['end']
  event['user.name'] = user
  event['vpn.step'] = 'end'
  if (seconds !== undefined) event['vpn.duration'] = seconds
  if (bytesIn !== undefined) event['vpn.bytes_in'] = bytesIn
  if (bytesOut !== undefined) event['vpn.bytes_out'] = bytesOut
}

function readAuthentication(event: Event, message: string, protocol: string): void {
  const failed = message.includes('authentication failed')
  if (!failed && !message.endsWith(': authenticated')) return
  const user = wordAfter(message, ': user ') || between(message, `<${protocol}-`, '>')
  if (user !== '') event['user.name'] = user
  event['event.action'] = failed ? 'authentication-failed' : 'authenticated'
  event['event.category'] = ['authentication', 'network']
  event['event.type'] = ['info']
  event['event.outcome'] = failed ? 'failure' : 'success'
  event['vpn.step'] = 'attempt'
}
