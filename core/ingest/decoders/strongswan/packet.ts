import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { between, countOf, portOf } from '../between.ts'
import type { Associations } from './associations.ts'

/** `from 192.0.2.7[500] to 198.51.100.1[500] (612 bytes)`; the number of bytes is missing in old versions. */
export function readPacket(event: Event, message: string, thread: number, associations: Associations): void {
  const [, , , source = '', , destination = ''] = message.split(' ', 6)
  const [sourceIp, sourcePort] = readEnd(source)
  const [destinationIp, destinationPort] = readEnd(destination)
  if (!isAddress(sourceIp) || !isAddress(destinationIp)) return
  const received = message.startsWith('received')
  event['event.action'] = received ? 'packet-received' : 'packet-sent'
  event['source.ip'] = sourceIp
  event['destination.ip'] = destinationIp
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
  event['network.transport'] = 'udp'
  const bytes = countOf(between(message, '(', ' bytes)'))
  if (bytes !== undefined) event['network.bytes'] = bytes
  // The gateway's own packets are part of its sessions, no traffic of their own.
  event['vpn.step'] = 'update'
  if (received) associations.receive(thread, sourceIp, sourcePort ?? 0)
}

function readEnd(text: string): [ip: string, port: number | undefined] {
  const open = text.indexOf('[')
  return open < 0 ? [text, undefined] : [text.slice(0, open), portOf(text.slice(open + 1, -1))]
}
