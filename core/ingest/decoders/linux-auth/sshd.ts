import type { Event } from '../../../event/event.ts'
import type { Connection } from './connections.ts'
import { peerStart, readFrom, readPeerAnywhere, setPeer, setUser } from './peer.ts'

/**
 * A message of sshd. `event.action` and the classification are those of Elastic's `system` integration; `event.code`
 * names the kind of message, by which two lines of one refusal are told from two refusals.
 */
export function readSshd(event: Event, message: string, connection: Connection): void {
  const space = message.indexOf(' ')
  switch (message.slice(0, space)) {
    case 'Accepted':
      return readAccepted(event, message, connection)
    case 'Failed':
      return readFailed(event, message, connection)
    case 'Invalid':
    case 'Illegal':
      readFrom(event, message, 'user ', connection)
      return refuse(event, connection, 'invalid-user')
    case 'Connection':
    case 'Disconnected':
    case 'Disconnecting':
    case 'Received':
      return readEnd(event, message, connection)
    case 'Did':
      return setPeer(event, afterLast(message, ' from '), '', connection)
    case 'User':
      readFrom(event, message, 'User ', connection)
      if (message.includes(' not allowed because')) refuse(event, connection, 'user-not-allowed')
      return
    default:
      return readOther(event, message, connection)
  }
}

/** `Accepted publickey for alice from 192.0.2.7 port 4711 ssh2: ED25519 SHA256:…`. */
function readAccepted(event: Event, message: string, connection: Connection): void {
  readFrom(event, message, ' for ', connection)
  event['event.action'] = 'ssh_login'
  event['event.category'] = ['authentication', 'session']
  event['event.type'] = ['info']
  event['event.outcome'] = 'success'
  event['event.code'] = 'accepted'
  event['vpn.step'] = 'start'
  event['vpn.auth_method'] = methodOf(message)
}

/** `Failed password for [invalid user ]alice from 192.0.2.7 port 4711 ssh2`. */
function readFailed(event: Event, message: string, connection: Connection): void {
  if (!message.includes(' for ')) return
  readFrom(event, message, ' for ', connection)
  refuse(event, connection, 'failed')
  event['vpn.auth_method'] = methodOf(message)
}

function methodOf(message: string): string {
  return message.split(' ', 2)[1] ?? ''
}

/**
 * `Connection closed by [invalid user|authenticating user ]alice 192.0.2.7 port 4711 [preauth]`,
 * `Disconnected from user alice 192.0.2.7 port 4711`, `Received disconnect from 192.0.2.7 port 4711:11: reason`.
 */
function readEnd(event: Event, message: string, connection: Connection): void {
  const at = peerStart(message)
  if (at < 0) return
  const words = message.slice(at).split(' ', 4)
  const named = message.indexOf(' user ')
  const user = named >= 0 && named + 6 < at ? message.slice(named + 6, at - 1) : ''
  const [address = '', label = '', port = ''] = words
  setPeer(event, address, label === 'port' ? port : '', connection)
  setUser(event, user, connection)
  const before = message.endsWith('[preauth]')
  if (before && user !== '' && !message.startsWith('Received')) {
    // The person was asked for credentials and had none that were good.
    if (connection.refused) event['event.code'] = 'closed'
    else refuse(event, connection, 'closed')
    connection.ended = true
    return
  }
  event['event.action'] = 'ssh_disconnect'
  event['event.category'] = ['session']
  event['event.type'] = ['end']
  const reason = /port \d{1,5}:\d{1,3}: (.{1,100})/.exec(message)?.[1]
  if (reason !== undefined) event['vpn.disconnect_reason'] = reason.replace(' [preauth]', '')
  if (user === '' || !message.startsWith('Disconnected from user ')) return
  event['vpn.step'] = 'end'
  event['event.code'] = 'disconnected'
}

const failures = [
  ['Magic value check failed', 'magic-value'],
  ['maximum authentication attempts exceeded', 'max-attempts'],
  ['Too many authentication failures', 'max-attempts'],
  ['Timeout before authentication', 'timeout'],
  ['Authentication refused', 'refused'],
  ['refused connect from', 'refused'],
  ['Unable to negotiate with', 'negotiation'],
  ['ssh_dispatch_run_fatal', 'dispatch'],
  ['PAM: User not known', 'unknown-user'],
  ['PAM: Authentication failure', 'pam'],
  ['PAM: Authentication error', 'pam'],
  ['Postponed ', 'postponed'],
] as const

/** Only of these it is certain that someone tried to log in; the others are scans and faults. */
const attempts: ReadonlySet<string> = new Set(['max-attempts', 'pam', 'unknown-user'])

function readOther(event: Event, message: string, connection: Connection): void {
  const row = failures.find(([text]) => message.includes(text))
  if (row === undefined) return
  const [text, code] = row
  event['event.code'] = code
  readFrom(event, message, code === 'unknown-user' ? ' user ' : ' for ', connection)
  if (event['source.ip'] === undefined)
    readPeerAnywhere(event, message.slice(message.indexOf(text)), connection)
  if (code === 'postponed') return
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  event['event.reason'] = text.trim()
  if (!attempts.has(code) || connection.refused) return
  event['vpn.step'] = 'attempt'
  connection.refused = true
}

function refuse(event: Event, connection: Connection, code: string): void {
  event['event.action'] = 'ssh_login'
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  event['event.code'] = code
  event['vpn.step'] = 'attempt'
  connection.refused = true
}

function afterLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark)
  return at < 0 ? '' : (text.slice(at + mark.length).split(' ', 1)[0] ?? '')
}
