import type { Event } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'

/** OpenVPN on the firewall: what it means is read already; the classification is that of the firewall's integration. */
export function settleOpenvpn(event: Event): void {
  const message = event.message ?? ''
  event['network.protocol'] = 'openvpn'
  if (event['source.ip'] === undefined) setLastPeer(event, message)
  const lower = message.toLowerCase()
  event['event.category'] = message.includes('auth') ? ['authentication', 'network'] : ['network']
  const type: string[] = []
  if (event['source.ip'] !== undefined) type.push('connection')
  if (lower.includes('error') || lower.includes('not auth')) type.push('error')
  if (lower.includes('initiat')) type.push('start')
  setType(event, type)
  const nat = event['vpn.assigned_ip']
  if (nat !== undefined) event['source.nat.ip'] = nat
  setFamily(event)
}

/** IKE on the firewall. */
export function settleIpsec(event: Event): void {
  event['network.protocol'] = 'ipsec'
  event['event.category'] = ['network']
  const type: string[] = []
  if (event['source.ip'] !== undefined) type.push('connection')
  if ((event.message ?? '').toLowerCase().includes('disconnected') || event['vpn.step'] === 'end')
    type.push('end')
  setType(event, type)
  setFamily(event)
}

function setType(event: Event, type: readonly string[]): void {
  if (type.length > 0) event['event.type'] = type
  else delete event['event.type']
}

function setFamily(event: Event): void {
  const ip = event['source.ip']
  if (ip !== undefined) event['network.type'] = ip.includes(':') ? 'ipv6' : 'ipv4'
}

/** `… from [AF_INET]192.0.2.7:4711`: the last peer of the line. */
function setLastPeer(event: Event, message: string): void {
  const words = message.slice(-600).split(/[\s[\](),']|AF_INET6?/)
  for (const word of words.reverse()) {
    const peer = word.includes('.') ? readAddressPort(word) : undefined
    if (peer?.port === undefined) continue
    event['source.ip'] = peer.address
    event['source.port'] = peer.port
    return
  }
}
