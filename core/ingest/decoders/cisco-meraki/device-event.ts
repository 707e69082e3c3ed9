import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { readKeyValues } from '../../key-values.ts'
import { wordAfter } from '../between.ts'
import { setClientVpn } from './vpn.ts'

const nothingAbsent: ReadonlySet<string> = new Set()

/** First words that are a subtype; others begin a sentence. */
const plainSubtypes = new Set(['blocked', 'auth', 'port', 'carrier_change', 'splash_auth', 'martian_vlan'])

/** What follows `events`: a subtype with pairs, or a sentence. Returns the subtype, '' where there is none. */
export function setDeviceEvent(event: Event, text: string): string {
  const space = text.indexOf(' ')
  const first = (space < 0 ? text : text.slice(0, space)).toLowerCase()
  if (first.startsWith('type=')) {
    const subtype = first.slice(5)
    if (!setClientVpn(event, subtype, text)) setPairs(event, subtype, text)
    return subtype
  }
  if (first === 'site-to-site') return 'site_to_site_vpn'
  if (first === 'dhcp') return setLease(event, text)
  if (setClientVpn(event, first, text)) return first
  return plainSubtypes.has(first) ? first : ''
}

function setPairs(event: Event, subtype: string, text: string): void {
  const pairs = readKeyValues(text, 0, nothingAbsent)
  const identity = pairs.get('identity')
  if (identity !== undefined) event['user.name'] = identity
  const mac = pairs.get('client_mac')
  if (mac !== undefined) event['source.mac'] = mac
  if (subtype !== 'multiple_dhcp_servers_detected') return
  event['network.protocol'] = 'dhcp'
  const server = pairs.get('original_server_ip')
  if (server !== undefined && isAddress(server)) event['server.ip'] = server
}

function setLease(event: Event, text: string): string {
  event['network.protocol'] = 'dhcp'
  const lower = text.slice(0, 20).toLowerCase()
  if (lower.startsWith('dhcp no offers')) return 'dhcp_no_offer'
  if (!lower.startsWith('dhcp lease')) return ''
  const client = wordAfter(text, 'of ip ')
  if (isAddress(client)) event['client.ip'] = client
  const mac = wordAfter(text, 'client mac ')
  if (mac !== '') event['source.mac'] = mac
  return 'dhcp_offer'
}
