import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, portOf } from '../between.ts'
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
      if (message.startsWith('Connection from ')) return readBegin(event, message, connection)
      return readEnd(event, message, connection)
    case 'Starting':
    case 'Close':
      return readChannel(event, message, connection)
    case 'Disconnected':
    case 'Disconnecting':
    case 'Received':
      return readEnd(event, message, connection)
    case 'Did':
      event['event.code'] = 'protocol'
      return refuseConnection(event, message, connection)
    case 'User':
      readFrom(event, message, 'User ', connection)
      if (message.includes(' not allowed because')) refuse(event, connection, 'user-not-allowed')
      return
    default:
      return readOther(event, message, connection)
  }
}

/** `Connection from 192.0.2.7 port 4711 on 198.51.100.1 port 22`: nobody has tried to log in yet. */
function readBegin(event: Event, message: string, connection: Connection): void {
  const [, , address = '', , port = '', , server = '', , serverPort = ''] = message.split(' ', 9)
  setPeer(event, address, port, connection)
  event['event.action'] = 'ssh_connect'
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  event['event.code'] = 'connection'
  if (!isAddress(server)) return
  event['destination.ip'] = server
  const number = portOf(serverPort)
  if (number !== undefined) event['destination.port'] = number
}

/** `Starting session: subsystem 'sftp' for alice from 192.0.2.7 port 4711 id 0`, `Close session: user alice from …`. */
function readChannel(event: Event, message: string, connection: Connection): void {
  const isBegin = message.startsWith('Starting session: ')
  if (!isBegin && !message.startsWith('Close session: ')) return
  readFrom(event, message, isBegin ? ' for ' : 'user ', connection)
  event['event.action'] = isBegin ? 'ssh_channel_opened' : 'ssh_channel_closed'
  event['event.category'] = ['session']
  event['event.type'] = ['info']
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

/** `subsystem request for sftp by user alice`, `session opened for local user alice from [192.0.2.7]` of its sftp server. */
function readSubsystem(event: Event, message: string, connection: Connection): boolean {
  const isRequest = message.startsWith('subsystem request for ')
  const isSession = message.startsWith('session ') && message.includes(' for local user ')
  if (!isRequest && !isSession) return false
  const [user = ''] = message.slice(message.indexOf(' user ') + 6).split(' ', 1)
  setUser(event, user, connection)
  const address = isSession ? between(message, ' from [', ']') : connection.ip
  if (address !== '') setPeer(event, address, String(connection.port), connection)
  event['event.action'] = message.includes(' closed ') ? 'ssh_channel_closed' : 'ssh_channel_opened'
  event['event.category'] = ['session']
  event['event.type'] = ['info']
  return true
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
  ['Bad protocol version identification', 'protocol'],
  ['banner exchange: ', 'protocol'],
  ['kex_exchange_identification: ', 'protocol'],
  ['kex_protocol_error: ', 'protocol'],
  ['Protocol major versions differ', 'protocol'],
  ['Did not receive identification string', 'protocol'],
  ['Bad packet length', 'protocol'],
  ['Corrupted MAC on input', 'protocol'],
  ['message authentication code incorrect', 'protocol'],
  ['past MaxStartups', 'dropped'],
  ['past Maxstartups', 'dropped'],
] as const

/** Only of these it is certain that someone tried to log in; the others are scans and faults. */
const attempts: ReadonlySet<string> = new Set(['max-attempts', 'pam', 'unknown-user'])

function readOther(event: Event, message: string, connection: Connection): void {
  if (readSubsystem(event, message, connection)) return
  const row = failures.find(([text]) => message.includes(text))
  if (row === undefined) return
  const [text, code] = row
  event['event.code'] = code
  if (code === 'protocol' || code === 'dropped') return refuseConnection(event, message, connection)
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

/** Nobody got as far as to name a user: a scan, a fault, or more at once than sshd takes. The text in quotes is the client's. */
function refuseConnection(event: Event, message: string, connection: Connection): void {
  event['event.action'] = 'ssh_refused'
  event['event.category'] = ['network']
  event['event.type'] = ['info']
  event['event.outcome'] = 'failure'
  event['event.reason'] = message
  const dropped = /^drop connection #\d{1,9} from \[([0-9a-f.:]{2,45})\]:(\d{1,5}) /.exec(message)
  if (dropped !== null) return setPeer(event, dropped[1] ?? '', dropped[2] ?? '', connection)
  const port = message.lastIndexOf(' port ')
  const before = port < 0 ? message : message.slice(0, port)
  const address = before.slice(before.lastIndexOf(' ') + 1).replace(/[.:]$/, '')
  if (isAddress(address)) setPeer(event, address, port < 0 ? '' : message.slice(port + 6), connection)
  else if (connection.ip !== '') setPeer(event, connection.ip, String(connection.port), connection)
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
