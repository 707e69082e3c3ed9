import type { Event } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'
import { between } from '../between.ts'
import type { Connection } from './connections.ts'
import { setPeer, setUser } from './peer.ts'

type Outcome = 'success' | 'failure'

/** Messages of dropbear (`src/svr-auth*.c`, `svr-session.c`), with what its user is quoted behind. */
const messages: readonly (readonly [text: string, code: string, outcome: Outcome, method: string])[] = [
  ['Bad PAM password attempt for ', 'failed', 'failure', 'password'],
  ['Bad password attempt for ', 'failed', 'failure', 'password'],
  ['Login attempt for nonexistent user', 'invalid-user', 'failure', ''],
  ['Login attempt with wrong user', 'failed', 'failure', ''],
  ['Password auth succeeded for ', 'accepted', 'success', 'password'],
  ['PAM password auth succeeded for ', 'accepted', 'success', 'password'],
  ['Pubkey auth succeeded for ', 'accepted', 'success', 'publickey'],
  ['Auth succeeded with blank password for ', 'accepted', 'success', 'none'],
]

/** `Password auth succeeded for 'dave' from 192.0.2.7:45224`, `Exit before auth from <192.0.2.7:45224>: (user 'root', 10 fails): …`. */
export function readDropbear(event: Event, text: string, connection: Connection): void {
  const message = withoutStamp(text)
  const found = messages.find(([start]) => message.startsWith(start))
  const isExit = message.startsWith('Exit ')
  if (found === undefined && !isExit && !message.startsWith('Child connection from ')) return
  readEnd(event, message, connection)
  if (found !== undefined) {
    setUser(event, between(message, "'", "'"), connection)
    tell(event, found)
    connection.refused = found[2] === 'failure'
  } else if (message.startsWith('Exit before auth')) readRefusal(event, message, connection)
  else if (isExit) readExit(event, message, connection)
  else event['event.action'] = 'ssh_connect'
}

function tell(event: Event, [, code, outcome, method]: (typeof messages)[number]): void {
  event['event.action'] = 'ssh_login'
  event['event.category'] = outcome === 'success' ? ['authentication', 'session'] : ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = outcome
  event['event.code'] = code
  event['vpn.step'] = outcome === 'success' ? 'start' : 'attempt'
  if (method !== '') event['vpn.auth_method'] = method
}

/** Only who tried has a count of failures; others looked whether the port is open. */
function readRefusal(event: Event, message: string, connection: Connection): void {
  connection.ended = true
  const user = between(message, "(user '", "'")
  setUser(event, user, connection)
  if (!message.includes(' fails)')) {
    event['event.action'] = 'ssh_disconnect'
    return
  }
  tell(event, ['', 'max-attempts', 'failure', ''])
  event['event.reason'] = message.slice(message.indexOf(' fails)') + 7).replace(/^: /, '')
}

/** `Exit (dave) from <192.0.2.7:45224>: Disconnect received`. */
function readExit(event: Event, message: string, connection: Connection): void {
  setUser(event, between(message, 'Exit (', ')'), connection)
  event['event.action'] = 'ssh_disconnect'
  event['event.category'] = ['session']
  event['event.type'] = ['end']
  event['event.code'] = 'disconnected'
  event['vpn.step'] = 'end'
  const at = message.indexOf(': ')
  if (at >= 0) event['vpn.disconnect_reason'] = message.slice(at + 2)
  connection.ended = true
}

/** The last `from`: the user's name before it is the client's choice. Without one the connection's own end holds. */
function readEnd(event: Event, message: string, connection: Connection): void {
  const at = message.startsWith('Exit ') ? message.indexOf(' from <') : message.lastIndexOf(' from ')
  const [word = ''] = at < 0 ? [] : message.slice(at + 6).split(' ', 1)
  const end = readAddressPort(word.replace(/^</, '').replace(/>?:?$/, ''))
  if (end !== undefined) setPeer(event, end.address, String(end.port ?? ''), connection)
  else if (connection.ip !== '') setPeer(event, connection.ip, String(connection.port), connection)
}

/** Where it writes to syslog and its own output, both are found in one line: `[900] Jul 10 09:00:01 message`. */
function withoutStamp(message: string): string {
  const stamp = /^\[\d{1,10}\] [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d /.exec(message)
  return stamp === null ? message : message.slice(stamp[0].length)
}
