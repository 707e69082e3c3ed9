import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, wordAfter } from '../between.ts'

/** FreeRADIUS: `(7) Login incorrect (reason): [alice] (from client vpn port 4711 cli 192.0.2.7:4711)`. */
export function readRadius(event: Event, message: string): boolean {
  event['event.category'] = ['authentication']
  event['event.type'] = ['start']
  const ok = message.includes('Login OK')
  if (!ok && !message.includes('Login incorrect') && !message.includes('Invalid user')) return true
  event['event.action'] = 'radius_login'
  event['event.outcome'] = ok ? 'success' : 'failure'
  event['vpn.step'] = 'attempt'
  event['vpn.auth_method'] = 'radius'
  const user = between(message, ': [', ']').split('/', 1)[0] ?? ''
  if (user !== '') event['user.name'] = user
  const reason = between(message, 'incorrect (', '): [')
  if (reason !== '') event['event.reason'] = reason
  const cli = wordAfter(message, ' cli ').replace(')', '')
  const colon = cli.lastIndexOf(':')
  const ip = colon > 0 && cli.indexOf(':') === colon ? cli.slice(0, colon) : cli
  if (isAddress(ip)) event['source.ip'] = ip
  const client = between(message, '(from client ', ' ')
  if (client !== '') event['vpn.gateway'] = client
  return true
}
