import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, wordAfter } from '../between.ts'

/**
 * The web interface: `/index.php: Successful login for user 'admin' from: 192.0.2.7 (Local Database)`, `… User logged
 * out for user …`, `… webConfigurator authentication error for user …`. Administrators, so no remote access of a person.
 */
export function readGui(event: Event, message: string): boolean {
  event['event.category'] = ['authentication']
  const user = between(message, " for user '", "'")
  if (user === '') return true
  event['user.name'] = user
  const ip = wordAfter(message, "' from: ")
  if (isAddress(ip)) event['source.ip'] = ip
  const text = message.slice(0, message.indexOf(' for user ')).toLowerCase()
  if (text.includes('success')) {
    event['event.action'] = 'gui-login'
    event['event.outcome'] = 'success'
  } else if (text.includes('authentication error')) {
    event['event.action'] = 'gui-login'
    event['event.outcome'] = 'failure'
  } else if (text.includes('logged out')) event['event.action'] = 'gui-logout'
  return true
}
