import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { countOf, portOf } from '../between.ts'

/**
 * The firewall's comma-separated line (Netgate, "Raw Filter Log Format"):
 * `rule,sub-rule,anchor,tracker,interface,reason,action,direction,4,tos,ecn,ttl,id,offset,flags,protocol id,protocol,…`
 * or `…,6,class,flow label,hop limit,protocol,protocol id,…`, then `length,source,destination` and, for TCP and UDP,
 * `source port,destination port,data length,…`.
 */
export function readFilterlog(event: Event, message: string): boolean {
  const cells = message.split(',', 32)
  const [, , , tracker = '', name = '', reason = '', action = '', direction = '', version = ''] = cells
  const isV4 = version === '4'
  if (action === '' || (!isV4 && version !== '6')) return false
  const at = isV4 ? 17 : 14
  const [length = '', source = '', destination = ''] = cells.slice(at, at + 3)
  if (!isAddress(source) || !isAddress(destination)) return false
  const transport = (cells[isV4 ? 16 : 12] ?? '').toLowerCase()
  const number = cells[isV4 ? 15 : 13] ?? ''
  event['event.action'] = action
  event['event.category'] = ['network']
  event['event.type'] = typeOf(action)
  event['event.reason'] = reason
  event['rule.id'] = tracker
  event['source.ip'] = source
  event['destination.ip'] = destination
  event['network.type'] = isV4 ? 'ipv4' : 'ipv6'
  event['network.transport'] = transport
  event['network.iana_number'] = number
  event['network.direction'] = direction === 'in' || direction === 'out' ? `${direction}bound` : direction
  const bytes = countOf(length)
  if (bytes !== undefined) event['network.bytes'] = bytes
  setInterface(event, name)
  if (number === '6' || number === '17') setPorts(event, cells[at + 3] ?? '', cells[at + 4] ?? '')
  return true
}

function typeOf(action: string): string[] {
  if (action === 'pass') return ['connection', 'allowed']
  return action === 'block' || action === 'reject' ? ['connection', 'denied'] : ['connection']
}

/** `igb1.12` is the VLAN 12 on `igb1`. */
function setInterface(event: Event, name: string): void {
  if (name === '') return
  event['observer.ingress.interface.name'] = name
  const vlan = name.slice(name.indexOf('.') + 1)
  if (vlan !== name && countOf(vlan) !== undefined) event['network.vlan.id'] = vlan
}

function setPorts(event: Event, source: string, destination: string): void {
  const from = portOf(source)
  const to = portOf(destination)
  if (from !== undefined) event['source.port'] = from
  if (to !== undefined) event['destination.port'] = to
}
