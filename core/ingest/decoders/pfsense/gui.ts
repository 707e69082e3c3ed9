import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, wordAfter } from '../between.ts'

/**
 * The web interface: `/index.php: Successful login for user 'admin' from: 192.0.2.7 (Local Database)`, `… User logged
 * out for user …`, `… webConfigurator authentication error for user …`, and OPNsense's `audit`: `… Web GUI authentication error for
 * 'admin' from 192.0.2.7`, `user alice authenticated successfully for WebGui […]`. Administrators, so no remote access of a person.
 */
export function readGui(event: Event, message: string): boolean {
  event['event.category'] = ['authentication']
  const user = userIn(message)
  if (user === '') return true
  event['user.name'] = user
  const ip = wordAfter(message, "' from: ") || wordAfter(message, "' from ")
  if (isAddress(ip)) event['source.ip'] = ip
  const text = message.slice(0, 200).toLowerCase()
  if (text.includes('logged out') || text.includes('session timed out')) event['event.action'] = 'gui-logout'
  else if (
    text.includes('authentication error') ||
    text.includes('failed authentication') ||
    text.includes('could not authenticate')
  ) {
    event['event.action'] = 'gui-login'
    event['event.outcome'] = 'failure'
  } else if (text.includes('success')) {
    event['event.action'] = 'gui-login'
    event['event.outcome'] = 'success'
  }
  return true
}

function userIn(message: string): string {
  const quoted = between(message, " for user '", "'") || between(message, " error for '", "'")
  return quoted !== '' || !message.startsWith('user ') ? quoted : wordAfter(message, 'user ')
}

/** What OPNsense's `audit` writes, and Linux' kernel of that name does not. */
export function isGuiAudit(head: string): boolean {
  return head.includes(' audit') && (head.includes('.php: ') || head.includes(' for WebGui '))
}
