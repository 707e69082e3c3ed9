import type { Event, VpnStep } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import { readAddressPort } from '../address-port.ts'
import { between } from '../between.ts'
import type { Peer } from './peers.ts'

const network = ['network', 'session']
const authentication = ['authentication', 'network']

/** Reads the message proper; `peer` remembers what is said once and needed later. */
export function readMessage(event: Event, message: string, peer: Peer): void {
  if (message.startsWith('peer info: ')) return readPeerInfo(event, message.slice(11), peer)
  if (message.includes('Peer Connection Initiated')) return readInitiated(event, message, peer)
  if (message.startsWith('MULTI')) return readLease(event, message, peer)
  if (message.startsWith('SIG') && message.includes('client-instance')) return readExit(event, message, peer)
  if (message.startsWith('VERIFY OK: depth=0')) {
    if (peer.user === '') peer.user = commonName(message)
    return
  }
  if (message.startsWith('VERIFY ERROR') || message.startsWith('VERIFY KU ERROR'))
    return refuse(event, peer, clientName(message), verifyReason(message))
  if (message.startsWith('TLS Auth Error'))
    return refuse(event, peer, '', reasonOf(message, 'TLS Auth Error: '))
  if (message.includes("'AUTH_FAILED"))
    return refuse(event, peer, between(message, 'SENT CONTROL [', ']'), 'AUTH_FAILED')
  if (message.includes('sername/Password authentication succeeded')) {
    step(event, 'attempt', 'authentication-succeeded', authentication, ['info', 'allowed'], 'success')
    name(event, between(message, "username '", "'"), peer)
    return
  }
  if (handshakes.some((text) => message.startsWith(text))) return failHandshake(event, peer, message)
  readPlugin(event, message, peer)
}

/** A peer that never came to show credentials, or whose credentials a line before has refused already. */
const handshakes = [
  'TLS Error: TLS handshake failed',
  'TLS Error: TLS key negotiation failed',
  'TLS Error: incoming packet authentication failed',
  'TLS Error: cannot locate HMAC',
  'TLS Error: tls-crypt unwrapping failed',
  'Authenticate/Decrypt packet error',
]

function failHandshake(event: Event, peer: Peer, message: string): void {
  event['event.action'] = 'tls-handshake-failed'
  event['event.category'] = network
  event['event.type'] = ['connection', 'error']
  event['event.outcome'] = 'failure'
  event['event.reason'] = message
  peer.refused = true
  const from = event['source.ip'] === undefined ? message.indexOf('[AF_INET') : -1
  const end = from < 0 ? undefined : readAddressPort(message.slice(message.indexOf(']', from) + 1).trim())
  if (end === undefined) return
  event['source.ip'] = event['client.ip'] = end.address
  if (end.port !== undefined) event['source.port'] = end.port
}

function step(
  event: Event,
  vpnStep: VpnStep,
  action: string,
  category: readonly string[],
  type: readonly string[],
  outcome: Event['event.outcome'],
): void {
  event['vpn.step'] = vpnStep
  event['event.action'] = action
  event['event.category'] = category
  event['event.type'] = type
  if (outcome) event['event.outcome'] = outcome
}

/** Names the user of the event; `UNDEF` is what OpenVPN calls a client without certificate and name. */
export function name(event: Event, text: string, peer: Peer): void {
  const account = readAccount(text === '' || text === 'UNDEF' ? peer.user : text)
  if (account.name === '') return
  event['user.name'] = account.name
  if (account.domain !== '') event['user.domain'] = account.domain
  if (account.email !== '') event['user.email'] = account.email
  peer.user = account.email === '' ? account.name : account.email
}

function readPeerInfo(event: Event, info: string, peer: Peer): void {
  const equals = info.indexOf('=')
  const key = info.slice(0, equals)
  const value = info.slice(equals + 1)
  if (key === 'IV_PLAT' || key === 'IV_PLAT_VER') {
    peer.os = key === 'IV_PLAT' || peer.os === '' ? value : `${peer.os} ${value}`
    event['vpn.client.os'] = peer.os
  } else if (key === 'IV_VER' || key === 'IV_GUI_VER') {
    // The graphical client's name and version say more than the core's, and come after it.
    peer.version = value
    event['vpn.client.version'] = value
  } else return
  if (event['user.name'] !== undefined) event['vpn.step'] = 'update'
}

function readInitiated(event: Event, message: string, peer: Peer): void {
  step(event, 'start', 'connection-initiated', network, ['connection', 'start'], 'success')
  name(event, message.startsWith('[') ? message.slice(1, message.indexOf(']')) : '', peer)
  if (peer.version !== '') event['vpn.client.version'] = peer.version
  if (peer.os !== '') event['vpn.client.os'] = peer.os
  peer.refused = false
}

/** Three lines of one lease: `pool returned IPv4=…`, `Learn: … -> client`, `primary virtual IP for client: …`. */
function readLease(event: Event, message: string, peer: Peer): void {
  let address = ''
  if (message.startsWith('MULTI_sva: pool returned')) address = between(message, 'IPv4=', ',')
  else if (message.startsWith('MULTI: Learn: ')) address = message.slice(14).split(' ', 1)[0] ?? ''
  else if (message.startsWith('MULTI: primary virtual IP'))
    address = message.slice(message.lastIndexOf(': ') + 2).trim()
  if (!isAddress(address)) return
  step(event, 'assign', 'address-assigned', network, ['info'], undefined)
  event['vpn.assigned_ip'] = address
  name(event, event['user.name'] ?? '', peer)
}

/** `SIGTERM[soft,remote-exit] received, client-instance exiting`, `SIGUSR1[soft,ping-restart] …restarting`. */
function readExit(event: Event, message: string, peer: Peer): void {
  const reason = between(message, ',', ']')
  if (peer.refused) event['event.action'] = 'instance-exited'
  else {
    step(event, 'end', 'connection-ended', network, ['connection', 'end'], undefined)
    if (reason !== '') event['vpn.disconnect_reason'] = reason
  }
  if (reason !== '') event['event.reason'] = reason
}

function refuse(event: Event, peer: Peer, user: string, reason: string): void {
  step(event, 'attempt', 'authentication-failed', authentication, ['denied', 'info'], 'failure')
  if (user !== '' || event['user.name'] === undefined) name(event, user, peer)
  if (reason !== '') event['event.reason'] = reason
  peer.refused = true
}

/** openvpn-auth-ldap, openvpn-plugin-auth-pam, and pfSense's and OPNsense's own lines. */
function readPlugin(event: Event, message: string, peer: Peer): void {
  if (message.startsWith('Incorrect password supplied for LDAP DN'))
    return refuse(event, peer, commonName(message), 'incorrect LDAP password')
  if (message.startsWith('LDAP bind failed')) {
    event['event.action'] = 'ldap-bind-failed'
    event['event.category'] = authentication
    event['event.type'] = ['error']
    event['event.outcome'] = 'failure'
    event['event.reason'] = reasonOf(message, 'LDAP bind failed: ')
    return
  }
  const user = between(message, "user '", "'")
  if (user === '') return
  if (message.startsWith('AUTH-PAM: ') && message.includes("' failed to authenticate"))
    return refuse(event, peer, user, reasonOf(message, 'failed to authenticate: '))
  if (message.endsWith('could not authenticate.') || message.includes("' could not authenticate")) {
    return refuse(event, peer, user, 'could not authenticate')
  }
  const address = between(message, "address '", "'")
  if (isAddress(address)) {
    event['source.ip'] = address
    event['client.ip'] = address
  }
  if (message.includes("' authenticated"))
    step(event, 'attempt', 'authentication-succeeded', authentication, ['info', 'allowed'], 'success')
  else if (message.endsWith('- connected'))
    step(event, 'start', 'connection-initiated', network, ['connection', 'start'], 'success')
  else if (message.endsWith('- disconnected'))
    step(event, 'end', 'connection-ended', network, ['connection', 'end'], undefined)
  else return
  name(event, user, peer)
}

/** Only the certificate at depth 0 is the client's; those above it are authorities. */
function clientName(message: string): string {
  return message.includes('depth=0') ? commonName(message) : ''
}

/** `depth=0, error=certificate has expired: C=DE, CN=alice, serial=7`: what is wrong, without whose. */
function verifyReason(message: string): string {
  const reason = reasonOf(message, 'error=')
  const subject = reason.indexOf(': ')
  return subject < 0 ? reason : reason.slice(0, subject)
}

/** The value of CN in a subject (`C=US, CN=alice`) or DN (`"CN=Harry T. Hacker,OU=x"`). */
function commonName(text: string): string {
  const at = text.lastIndexOf('CN=')
  if (at < 0) return ''
  const rest = text.slice(at + 3)
  const end = /[,/"]/.exec(rest)
  return (end ? rest.slice(0, end.index) : rest).trim()
}

function reasonOf(message: string, label: string): string {
  const at = message.indexOf(label)
  return at < 0 ? message : message.slice(at + label.length)
}
