import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { portOf } from '../between.ts'
import { macOf } from '../iptables/macs.ts'

/** ISC's dhcpd and dhclient, and dhcp6c. The client is the source, as in Elastic's `pfsense` integration. */
export function readDhcp(event: Event, message: string, app: string): boolean {
  event['event.category'] = ['network']
  event['event.type'] = ['connection', 'protocol', 'info']
  event['network.transport'] = 'udp'
  if (message.startsWith('DHCP')) readVersion4(event, message)
  else readVersion6(event, message)
  const addresses = `${event['client.ip'] ?? ''}${event['server.ip'] ?? ''}`
  event['network.protocol'] = app === 'dhcp6c' || addresses.includes(':') ? 'dhcpv6' : 'dhcp'
  return true
}

/** `DHCPACK on 10.0.0.7 to 00:…:05 (laptop) via igb1`, `DHCPREQUEST for 10.0.0.7 (10.0.0.1) from 00:…:05 via igb1`. */
function readVersion4(event: Event, message: string): void {
  const words = message.slice(0, 400).split(' ')
  event['event.action'] = words[0] ?? ''
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? ''
    const next = words[i + 1] ?? ''
    if ((word === 'on' || word === 'for') && isAddress(next)) setClient(event, next)
    else if (word === 'from' || word === 'to') setClientMac(event, next)
    else if (word === 'via') event['observer.ingress.interface.name'] = next.replace(/:$/, '')
    else if (word.startsWith('(') && words[i - 2] === 'for') setServer(event, word.slice(1, -1))
  }
}

/** The address is the first IPv6 one in the line; what stands before it names the action. */
function readVersion6(event: Event, message: string): void {
  const words = message.slice(0, 400).split(' ')
  const at = words.findIndex((word) => isVersion6(addressIn(word)))
  if (at < 0) return
  setClient(event, addressIn(words[at] ?? ''))
  const before = words[at - 1] ?? ''
  const cut = before === 'from' || before === 'to' ? at - 1 : at
  let action = words.slice(0, cut)
  // `Advertise NA: address 2001:db8::7 to client …` is of the lease, `Reusing lease for: …` ends in a colon.
  const colon = action.findIndex((word) => word.endsWith(':'))
  if (colon >= 0) action = action.slice(0, colon + 1)
  if (action.at(-1) === 'for:') action = action.slice(0, -1)
  event['event.action'] = action.join('-').toLowerCase().replaceAll(':', '')
  const port = words[at + 1] === 'port' ? portOf((words[at + 2] ?? '').replace(',', '')) : undefined
  if (port !== undefined) {
    event['client.port'] = port
    event['source.port'] = port
  }
  const on = words.indexOf('on', at)
  if (on > 0) event['observer.ingress.interface.name'] = words[on + 1] ?? ''
}

/** `2001:db8::7/128`, `2001:db8::7,`. */
function addressIn(word: string): string {
  const slash = word.indexOf('/')
  const bare = slash < 0 ? word : word.slice(0, slash)
  return bare.endsWith(',') ? bare.slice(0, -1) : bare
}

function isVersion6(text: string): boolean {
  return text.includes(':') && isAddress(text)
}

function setClient(event: Event, ip: string): void {
  event['client.ip'] = ip
  event['source.ip'] = ip
}

function setServer(event: Event, ip: string): void {
  if (!isAddress(ip)) return
  event['server.ip'] = ip
  event['destination.ip'] = ip
}

function setClientMac(event: Event, text: string): void {
  if (text.length === 17 && text.charCodeAt(2) === 58) event['source.mac'] = macOf(text)
}
