import type { Event } from '../../../event/event.ts'
import { between, wordAfter } from '../between.ts'
import type { Association } from './associations.ts'
import { readIdentity } from './identity.ts'
import { known, tell } from './tell.ts'

/** Each with the text before and after the name it quotes; without them the name is known from lines before. */
const refusals: readonly (readonly [mark: string, before: string, after: string])[] = [
  ['EAP method ', ' failed for peer ', ''],
  ['EAP-MS-CHAPv2 verification failed', '', ''],
  ['XAuth authentication of ', "of '", "' failed"],
  ['RADIUS authentication of ', "of '", "' failed"],
  ['received EAP_FAILURE', '', ''],
  ['N(AUTH_FAILED)', '', ''],
  ['received AUTHENTICATION_FAILED', '', ''],
  ['no trusted ', "found for '", "'"],
  ['no shared key found for ', "' - '", "'"],
  ['but MAC mismatched', "' - '", "'"],
]

/** Successes and refusals of a person. False where the message is about something else. */
export function readAuthentication(event: Event, message: string, sa: Association): boolean {
  if (message.startsWith('received EAP identity ')) {
    sa.user = readIdentity(between(message, "'", "'"))
    known(event, sa)
    return true
  }
  const succeeded = successOf(message)
  if (succeeded !== undefined) {
    const [user, method] = succeeded
    if (user !== '') sa.user = sa.method.startsWith('EAP') && sa.user !== '' ? sa.user : user
    if (sa.method === '' || !method.startsWith('EAP')) sa.method = method
    accept(event, sa)
    return true
  }
  for (const [mark, before, after] of refusals) {
    if (!message.includes(mark) || !message.includes(before)) continue
    if (mark === 'EAP method ' || mark.startsWith('EAP-'))
      sa.method = wordAfter(message, 'EAP method ') || 'EAP_MSCHAPV2'
    const quoted =
      before === '' ? '' : after === '' ? afterMark(message, before) : between(message, before, after)
    const user = readIdentity(quoted)
    if (user !== '' && sa.user === '') sa.user = user
    refuse(event, sa, message)
    return true
  }
  return false
}

/** The person and method of a success, `''` where another line has named them; undefined where it is none. */
function successOf(message: string): [user: string, method: string] | undefined {
  if (message.startsWith('EAP method ') && message.includes(' succeeded'))
    return ['', wordAfter(message, 'EAP method ')]
  for (const kind of ['XAuth', 'RADIUS']) {
    if (message.startsWith(`${kind} authentication of '`) && message.includes("' successful"))
      return [readIdentity(between(message, "of '", "' successful")), kind]
  }
  if (
    !message.startsWith("authentication of '") ||
    !message.endsWith(' successful') ||
    message.includes("' (myself)")
  )
    return undefined
  const end = message.indexOf("' with ")
  if (end < 0) return undefined
  return [readIdentity(message.slice(19, end)), message.slice(end + 7, -11)]
}

function accept(event: Event, sa: Association): void {
  tell(
    event,
    sa,
    sa.user === '' ? undefined : 'attempt',
    'authentication-succeeded',
    ['info', 'allowed'],
    'success',
  )
  event['event.category'] = ['authentication', 'network']
}

/** One refusal is told by several lines; all but the first are notes on it. */
function refuse(event: Event, sa: Association, message: string): void {
  tell(event, sa, 'attempt', 'authentication-failed', ['denied', 'info'], 'failure')
  event['event.category'] = ['authentication', 'network']
  event['event.reason'] = message
  if (sa.refused) delete event['vpn.step']
  // The notify is the last word on it.
  sa.refused = !message.includes('AUTH_FAILED') && !message.includes('AUTHENTICATION_FAILED')
}

function afterMark(text: string, mark: string): string {
  return text.slice(text.indexOf(mark) + mark.length)
}
