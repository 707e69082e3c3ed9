import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { wordAfter } from '../between.ts'
import { setPerson } from './person.ts'

/** `login`, `su` and what else writes to the authentication log: who it names, and from where. */
export function readLogin(event: Event, message: string): void {
  setPerson(event, message)
  const failed =
    message.startsWith('FAILED ') || message.includes('ailed login') || message.includes('ogin incorrect')
  const opened =
    message.startsWith('New session ') ||
    message.startsWith('LOGIN ON') ||
    message.startsWith('Successful su')
  const closed = message.startsWith('Removed session') || message.includes('logged out')
  if (!failed && !opened && !closed) return
  event['event.action'] = closed ? 'logged-off' : 'logged-on'
  event['event.category'] = closed ? ['session'] : ['authentication']
  event['event.type'] = [closed ? 'end' : failed ? 'info' : 'start']
  if (!closed) event['event.outcome'] = failed ? 'failure' : 'success'
  const user =
    wordAfter(message, 'of user ').replace(/\.$/, '') || wordAfter(message, ' FOR ').replaceAll("'", '')
  if (user !== '') event['user.name'] ??= user
  const from = wordAfter(message, ' FROM ') || wordAfter(message, ' from ')
  if (isAddress(from)) event['source.ip'] = from
}
