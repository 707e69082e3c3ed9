import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setPerson } from '../../set-person.ts'
import { between, wordAfter } from '../between.ts'

/** Message ids of the Fireware log catalog: sessions (sessiond) and checks of credentials (admd). */
const sessionIds = 'msg_id="3E00-'
const checkIds = 'msg_id="1100-'

/** Kinds of users that come in from outside; `Management user` and `Firewall user` do not. */
const remoteKinds = [
  'SSLVPN',
  'SSL VPN',
  'IPSec',
  'IKEv2',
  'L2TP',
  'PPTP',
  'Mobile VPN',
  'MUVPN',
  'Access Portal',
]

/**
 * `SSL VPN user alice@Firebox-DB from 198.51.100.7 logged in assigned virtual IP is 192.168.113.2` and `… logged out`;
 * `Authentication of SSLVPN user [alice@Firebox-DB] from 198.51.100.7 was accepted` or `was rejected, reason`.
 */
export function readRemoteAccess(event: Event, text: string): void {
  const source = wordAfter(text, ' from ').replace(/[,.]$/, '')
  if (isAddress(source)) {
    event['source.ip'] = source
    event['client.ip'] = source
  }
  const isRemote = remoteKinds.some((kind) => text.includes(kind))
  if (text.includes(checkIds)) readCheck(event, text, isRemote)
  else if (text.includes(sessionIds)) readSession(event, text, isRemote)
  const kind = remoteKinds.find((name) => text.includes(name))
  if (event['vpn.step'] === undefined || kind === undefined) return
  event['vpn.tunnel_type'] = kind.startsWith('SSL') ? 'ssl' : kind.toLowerCase()
  const gateway = event['observer.name']
  if (gateway !== undefined) event['vpn.gateway'] = gateway
}

function readCheck(event: Event, text: string, isRemote: boolean): void {
  const failed = text.includes('rejected') || text.includes('denied') || text.includes('failed')
  if (!failed && !text.includes('accepted')) return
  setName(event, between(text, 'user [', ']') || wordAfter(text, ' user '))
  event['event.action'] = failed ? 'authentication-rejected' : 'authentication-accepted'
  event['event.category'] = ['authentication']
  event['event.type'] = ['start']
  event['event.outcome'] = failed ? 'failure' : 'success'
  const reason = text.indexOf('was rejected, ')
  if (reason >= 0) event['event.reason'] = text.slice(reason + 'was rejected, '.length).trim()
  if (isRemote) event['vpn.step'] = 'attempt'
}

function readSession(event: Event, text: string, isRemote: boolean): void {
  const ended = text.includes(' logged out')
  if (!ended && !text.includes(' logged in')) return
  const failed = text.includes(' failed')
  setName(event, wordAfter(text, ' user '))
  event['event.action'] = ended ? 'logout' : 'login'
  event['event.category'] = ['authentication', 'session']
  event['event.type'] = [ended ? 'end' : 'start']
  event['event.outcome'] = failed ? 'failure' : 'success'
  if (!isRemote) return
  event['vpn.step'] = ended ? 'end' : failed ? 'attempt' : 'start'
  const inner = (wordAfter(text, 'irtual IP is ') || wordAfter(text, 'irtual IP address is ')).replace(
    /[,.]$/,
    '',
  )
  if (isAddress(inner)) event['vpn.assigned_ip'] = inner
}

/** What stands after the `@` is the server that knows the person: `Firebox-DB`, a domain, RADIUS. */
function setName(event: Event, text: string): void {
  const at = text.lastIndexOf('@')
  setPerson(event, at > 0 ? text.slice(0, at) : text)
  if (at > 0) event['vpn.auth_method'] = text.slice(at + 1)
}
