import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { wordAfter } from '../between.ts'
import { setPerson } from './person.ts'

/** `login`, `su` and what else writes to the authentication log: who it names, and from where. */
export function readLogin(event: Event, message: string): void {
  const change = identityChange(message)
  if (change !== undefined) event['user.name'] = change.actor
  setPerson(event, message)
  const failed =
    change?.failed === true ||
    message.startsWith('FAILED ') ||
    message.includes('ailed login') ||
    message.includes('ogin incorrect')
  const opened =
    message.startsWith('New session ') ||
    message.startsWith('LOGIN ON') ||
    message.startsWith('Successful su') ||
    change !== undefined
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

/**
 * Who took on whose identity: `FAILED SU (to root) alice on pts/0` and without the word (shadow, util-linux), `Successful su for root by
 * alice`, `BAD SU alice to root on /dev/ttyp0` (BSD), `'su root' failed for alice on /dev/pts/8` (RFC 5424's example).
 */
function identityChange(message: string): { actor: string; failed: boolean } | undefined {
  const head = message.slice(0, 200)
  const [, linux] = /^(?:FAILED SU )?\(to [^ )]{1,64}\) ([^ ]{1,64}) on /.exec(head) ?? []
  const [, by] = /^(?:Successful|FAILED) su for [^ ]{1,64} by ([^ ]{1,64})$/.exec(head) ?? []
  const [, bsd] = /^(?:BAD SU )?([^ ]{1,64}) to [^ ]{1,64} on \/dev\//.exec(head) ?? []
  const [, told] = /^'su [^ ']{1,64}' failed for ([^ ]{1,64}) on /.exec(head) ?? []
  const actor = linux ?? by ?? bsd ?? told
  if (actor === undefined) return undefined
  return { actor, failed: /^(?:FAILED|BAD SU|'su )/.test(head) }
}
