import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { transportName } from '../../protocols.ts'

/**
 * RT_FLOW without structured data: `session closed TCP FIN: 10.0.0.1/594->192.0.2.1/80 0x0 junos-http …`. What stands
 * between differs by release, so the fields are found from what has a form of its own: `address/port->address/port`
 * and `packets(bytes)`. `isPaired`: begin and end of the connection find each other by its session id.
 */
export function readPlainFlow(event: Event, text: string, isPaired: boolean): void {
  const words = text.slice(0, 4_000).split(' ')
  const ends = words.findIndex((word) => word.includes('->'))
  if (ends < 0) return
  setEnds(event, words[ends] ?? '')
  const paired = words.findIndex((word, i) => i > ends && isPair(word))
  if (paired < 0) return
  const denied = words.includes('denied')
  // Denied: `protocol(icmp-type) policy from to`. Otherwise `protocol policy from to session` and then the counters,
  // or, where a session begins, the person.
  const [protocol, policy, from, to] = words.slice(denied ? paired : paired - 5)
  if (protocol !== undefined) event['network.iana_number'] = protocol.split('(')[0] ?? ''
  event['network.transport'] = transportName(event['network.iana_number'] ?? '')
  if (policy !== undefined) event['rule.name'] = policy
  if (from !== undefined) event['observer.ingress.zone'] = from
  if (to !== undefined) event['observer.egress.zone'] = to
  if (denied) return
  const session = words[paired - 1]
  if (session !== undefined && isPaired) event['network.flow_id'] = session
  const sent = counters(words[paired] ?? '')
  const received = counters(words[paired + 1] ?? '')
  if (sent === undefined || received === undefined) return
  event['source.packets'] = sent.packets
  event['source.bytes'] = sent.bytes
  event['destination.packets'] = received.packets
  event['destination.bytes'] = received.bytes
  const seconds = toCount(words[paired + 2])
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
}

function setEnds(event: Event, text: string): void {
  const [source = '', destination = ''] = text.split('->')
  const [sourceIp = '', sourcePort] = source.split('/')
  const [destinationIp = '', destinationPort] = destination.split('/')
  if (isAddress(sourceIp)) event['source.ip'] = sourceIp
  if (isAddress(destinationIp)) event['destination.ip'] = destinationIp
  const from = toCount(sourcePort)
  const to = toCount(destinationPort)
  if (from !== undefined) event['source.port'] = from
  if (to !== undefined) event['destination.port'] = to
}

function isPair(word: string): boolean {
  const open = word.indexOf('(')
  return open > 0 && word.endsWith(')')
}

function counters(word: string): { packets: number; bytes: number } | undefined {
  const open = word.indexOf('(')
  if (!isPair(word)) return undefined
  const packets = toCount(word.slice(0, open))
  const bytes = toCount(word.slice(open + 1, -1))
  return packets === undefined || bytes === undefined ? undefined : { packets, bytes }
}
