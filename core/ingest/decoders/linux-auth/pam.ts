import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { Connection } from './connections.ts'
import { setPerson } from './person.ts'

/**
 * Messages of PAM: `pam_unix(sshd:auth): authentication failure; … rhost=192.0.2.7  user=alice`, and the old form with
 * the module in the program's name, `su(pam_unix)[7]: …`. False where the message is none of PAM's.
 */
export function readPam(event: Event, message: string, app: string, connection?: Connection): boolean {
  const counted = message.startsWith('PAM ') && message.includes(' authentication failure')
  if (!message.startsWith('pam_') && !app.includes('(pam_') && !counted)
    return message.includes('password check failed') && readCheck(event, message)
  const phase = phaseOf(message)
  if (message.startsWith('pam_faillock(')) readLock(event, message)
  else if (message.includes('authentication failure')) readFailure(event, message, connection)
  else if (phase === 'chauthtok') readPasswordChange(event, message)
  else readSession(event, message, phase, connection)
  return true
}

/** `session` of `pam_unix(sshd:session): …`. */
function phaseOf(message: string): string {
  const open = message.indexOf('(')
  const close = message.indexOf(')', open)
  const colon = message.indexOf(':', open)
  return open > 0 && colon > open && colon < close ? message.slice(colon + 1, close) : ''
}

function readFailure(event: Event, message: string, connection: Connection | undefined): void {
  event['event.action'] = 'authentication_failure'
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  const host = valueOf(message, 'rhost=')
  if (isAddress(host)) event['source.ip'] = host
  else if (host !== '') event['source.domain'] = host
  const user = valueOf(message, ' user=') || connection?.user
  if (user !== undefined && user !== '') event['user.name'] = user
  if (connection === undefined) return
  // `PAM 4 more authentication failures` sums up what was told one by one.
  if (message.startsWith('PAM ')) return
  event['vpn.step'] = 'attempt'
  connection.refused = true
  if (event['source.ip'] === undefined && connection.ip !== '') event['source.ip'] = connection.ip
}

function readSession(event: Event, message: string, phase: string, connection: Connection | undefined): void {
  setPerson(event, message)
  if (phase === 'session') event['event.category'] = ['session']
  else if (phase === 'auth' && message.startsWith('pam_unix(')) {
    event['event.category'] = ['authentication']
    event['event.outcome'] = message.includes('user unknown') ? 'failure' : 'success'
  }
  const opened = message.includes('session opened')
  const closed = message.includes('session closed')
  if (!opened && !closed) return
  event['event.action'] = opened ? 'logged-on' : 'logged-off'
  event['event.category'] = ['session']
  event['event.type'] = [opened ? 'start' : 'end']
  if (connection === undefined) return
  if (connection.ip !== '') event['source.ip'] = connection.ip
  if (connection.port !== 0) event['source.port'] = connection.port
  event['vpn.step'] = opened ? 'start' : 'end'
  if (opened) event['event.outcome'] = 'success'
  connection.ended = closed
}

/** `pam_unix(passwd:chauthtok): password changed for alice`. */
function readPasswordChange(event: Event, message: string): void {
  event['event.action'] = 'password-changed'
  event['event.category'] = ['iam']
  event['event.type'] = ['change']
  event['event.outcome'] = message.includes('password changed') ? 'success' : 'failure'
  setPerson(event, message)
  const at = message.indexOf('password changed for ')
  if (at >= 0) event['user.name'] = message.slice(at + 21).trim()
}

/** `pam_faillock(sshd:auth): Consecutive login failures for user alice account temporarily locked`. */
function readLock(event: Event, message: string): void {
  event['event.action'] = 'account-locked'
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  const user = valueOf(message, 'for user ')
  if (user !== '') event['user.name'] = user
}

/** `unix_chkpwd[7]: password check failed for user (alice)`. */
function readCheck(event: Event, message: string): boolean {
  event['event.action'] = 'authentication_failure'
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  const user = valueOf(message, 'for user ').replace('(', '').replace(')', '')
  if (user !== '') event['user.name'] = user
  return true
}

/** The word behind a mark, '' where it is missing or followed by a blank. */
function valueOf(message: string, mark: string): string {
  const at = message.indexOf(mark)
  if (at < 0) return ''
  const start = at + mark.length
  const end = message.indexOf(' ', start)
  return message.slice(start, end < 0 ? undefined : end)
}
