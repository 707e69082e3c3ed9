import type { Event } from '../../event/event.ts'
import { Reject } from '../../event/event.ts'
import type { DecodeContext, Decoder, DecodeLine } from '../decoder.ts'
import type { Envelope } from '../syslog.ts'
import { openEnvelope } from '../syslog.ts'
import { isAccessServer, openAccessServer, readAccessServer } from './openvpn/access-server.ts'
import { name, readMessage } from './openvpn/messages.ts'
import { openOwnLine } from './openvpn/own-file.ts'
import { Peers } from './openvpn/peers.ts'
import { readPrefix } from './openvpn/prefix.ts'
import { isPfSense } from './pfsense/sniff.ts'

export const openvpn: Decoder = {
  name: 'openvpn',
  title: 'OpenVPN server log (syslog or its own file)',
  sniff,
  open,
}

/** What OpenVPN's own log file, which names no program, is recognised by. */
const marks = [
  ' MULTI: ',
  ' MULTI_sva: ',
  ' peer info: IV_',
  ' Peer Connection Initiated with ',
  ' VERIFY OK: depth=',
  ' PUSH: Received control message',
  ' SENT CONTROL [',
  ' TLS: Initial packet from ',
  ' Control Channel: TLS',
  ' Data Channel',
  ' client-instance ',
  ' TLS Auth Error: ',
  ' TLS Error: ',
  ' MANAGEMENT: ',
  ' OPTIONS IMPORT: ',
  ' Initialization Sequence Completed',
  ' OpenVPN 2.',
]

function sniff(line: string): number {
  // Sophos UTM writes its own records under the name of the program.
  if (line.charCodeAt(0) === 123 || line.includes(' sys="')) return 0
  if (namesOpenvpn(line)) return isPfSense(line) ? 0 : 0.95
  if (isAccessServer(line)) return 0.95
  if (!marks.some((mark) => line.includes(mark))) return 0
  return openOwnLine(line, sniffContext) === undefined ? 0 : 0.9
}

const sniffContext: DecodeContext = { zoneOffset: 0, year: 2000 }

/** `openvpn[7]: `, `ovpn-server: `, and in RFC 5424 `gate openvpn_server40 7 - - …`. */
function namesOpenvpn(line: string): boolean {
  const head = line.slice(0, 160)
  const found = / (?:openvpn|ovpn)[\w@.-]{0,40}(\[\d|: | )/i.exec(head)
  return found !== null && (found[1] !== ' ' || line.charCodeAt(0) === 60)
}

function open(context: DecodeContext): DecodeLine {
  const peers = new Peers()
  return (line) => {
    if (line.trim() === '') return undefined
    const envelope = openLine(line, context)
    if (!envelope) return new Reject('neither a syslog line of openvpn nor a line of its log file')
    if (Number.isNaN(envelope.time)) return new Reject('no time in the line')
    return decodeMessage(envelope, peers)
  }
}

/** In syslog the program is named; its own file has the time and then the message. */
function openLine(line: string, context: DecodeContext): Envelope | undefined {
  if (isAccessServer(line)) return openAccessServer(line, context)
  const envelope = openEnvelope(line, context)
  return /^o(?:pen)?vpn/i.test(envelope.app) ? envelope : openOwnLine(line, context)
}

/** Plugins name whom they refuse and no address; the refusal that follows has an address, and often no name. */
function joinRefusal(event: Event, server: string, peers: Peers): void {
  if (event['event.outcome'] !== 'failure' || event['vpn.step'] !== 'attempt') return
  const { '@timestamp': time, 'user.name': user } = event
  if (event['source.ip'] === undefined && user !== undefined) {
    peers.addRefused(server, user, time)
    // The lines of one refusal are told apart by their actions.
    event['event.action'] = 'credentials-refused'
  } else if (event['source.ip'] !== undefined) {
    const named = peers.takeRefused(server, time)
    if (user === undefined && named !== '') event['user.name'] = named
  }
}

function decodeMessage(envelope: Envelope, peers: Peers): Event {
  const body = envelope.body.startsWith('us=')
    ? envelope.body.slice(envelope.body.indexOf(' ') + 1)
    : envelope.body
  const prefix = readPrefix(body)
  const message = prefix ? body.slice(prefix.end) : body
  const key = prefix ? `${prefix.address}:${prefix.port}` : ''
  const peer = peers.get(key)
  const event: Event = {
    '@timestamp': envelope.time,
    message,
    'event.action': 'log',
    'event.category': ['network'],
    'event.kind': 'event',
    'event.type': ['info'],
    'observer.product': 'OpenVPN',
    'observer.type': 'vpn',
    'observer.vendor': 'OpenVPN',
  }
  if (envelope.host !== '') event['observer.hostname'] = envelope.host
  if (envelope.pid >= 0) event['process.pid'] = envelope.pid
  if (prefix) {
    event['source.ip'] = prefix.address
    event['source.port'] = prefix.port
    event['client.ip'] = prefix.address
    event['vpn.session_id'] = key
    name(event, prefix.user, peer)
  }
  readMessage(event, message, peer)
  joinRefusal(event, `${envelope.host} ${envelope.pid}`, peers)
  if (event['vpn.step'] === undefined) readAccessServer(event, message)
  // Lines without a peer share the empty key and must not hand their user on.
  if (event['vpn.step'] === 'end' || key === '') peers.forget(key)
  if (event['vpn.step'] !== undefined) {
    event['vpn.tunnel_type'] = 'openvpn'
    if (envelope.host !== '') event['vpn.gateway'] = envelope.host
  }
  return event
}
