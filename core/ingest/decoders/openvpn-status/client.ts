import type { Event } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { readAddressPort } from '../address-port.ts'

/** A client as a row of the client list or the routing table names it. */
export interface Client {
  user: string
  /** `192.0.2.7:4711`, also `udp4:192.0.2.7:4711` and `[2001:db8::7]:4711`. */
  peer: string
  ip: string
  port: number
}

/** undefined where the row names no peer. */
export function readClient(commonName: string, userName: string, peer: string): Client | undefined {
  const end = readAddressPort(peer.replace(/^(?:udp|tcp)[46]?(?:-server)?:/, ''))
  if (end === undefined) return undefined
  const user = userName === '' || userName === 'UNDEF' ? commonName : userName
  return { user: user === 'UNDEF' ? '' : user, peer, ip: end.address, port: end.port ?? 0 }
}

export function setClient(event: Event, { user, peer, ip, port }: Client): void {
  const account = readAccount(user)
  if (account.name !== '') event['user.name'] = account.name
  if (account.domain !== '') event['user.domain'] = account.domain
  if (account.email !== '') event['user.email'] = account.email
  event['source.ip'] = ip
  event['client.ip'] = ip
  if (port > 0) event['source.port'] = port
  event['vpn.session_id'] = peer
  event['vpn.tunnel_type'] = 'openvpn'
}
