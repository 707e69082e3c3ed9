import type { Event } from '../../../event/event.ts'
import { transportName } from '../../protocols.ts'
import { readAddressPort } from '../address-port.ts'
import { between, countOf } from '../between.ts'

/** `drop-wan input: in:ether1 out:(unknown 0), src-mac 00:…, proto TCP (SYN), 192.0.2.7:4711->198.51.100.1:22, len 60`. */
export function readPacket(event: Event, message: string): void {
  const arrow = message.indexOf('->')
  if (arrow < 0) return
  event['event.category'] = ['network']
  event['event.type'] = ['connection']
  const source = readAddressPort(message.slice(message.lastIndexOf(' ', arrow) + 1, arrow))
  const destination = readAddressPort(message.slice(arrow + 2).split(/[, ]/, 1)[0] ?? '')
  if (source !== undefined) event['source.ip'] = source.address
  if (source?.port !== undefined) event['source.port'] = source.port
  if (destination !== undefined) event['destination.ip'] = destination.address
  if (destination?.port !== undefined) event['destination.port'] = destination.port
  const protocol = between(message, 'proto ', ',').split(' ', 1)[0] ?? ''
  if (protocol !== '') event['network.transport'] = transportName(protocol)
  const bytes = countOf(message.slice(message.lastIndexOf(' ') + 1))
  if (bytes !== undefined) event['network.bytes'] = bytes
  const head = message.slice(0, message.indexOf(' in:'))
  if (head.includes('drop') || head.includes('block') || head.includes('reject'))
    event['event.outcome'] = 'failure'
}
