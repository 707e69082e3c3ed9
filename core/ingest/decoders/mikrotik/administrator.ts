import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { wordAfter } from '../between.ts'

/** `login failure for user admin from 192.0.2.7 via winbox`, `user admin logged in from …`, `… logged out from …`. */
export function readAdministrator(event: Event, message: string): void {
  const failed = message.startsWith('login failure for user ')
  const out = message.includes(' logged out from ')
  if (!failed && !out && !message.includes(' logged in from ')) return
  event['event.action'] = out ? 'logout' : 'login'
  event['event.category'] = [out ? 'session' : 'authentication']
  event['event.type'] = [out ? 'end' : failed ? 'info' : 'start']
  if (!out) event['event.outcome'] = failed ? 'failure' : 'success'
  const user = wordAfter(message, 'user ')
  if (user !== '') event['user.name'] = user
  const from = wordAfter(message, ' from ')
  if (isAddress(from)) event['source.ip'] = from
  const via = wordAfter(message, ' via ')
  if (via !== '') event['network.application'] = via
}
