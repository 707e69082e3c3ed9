import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { transportName } from '../../protocols.ts'
import { readCount } from '../flat-values.ts'
import type { ArgusCells } from './table.ts'

/** One conversation, both directions. undefined: a record about Argus itself. */
export function readFlow(cell: ArgusCells, context: DecodeContext): Event | Reject | undefined {
  const transport = cell('proto').toLowerCase()
  if (transport === 'man') return undefined
  const time = parseTime(cell('starttime'), context)
  if (Number.isNaN(time)) return new Reject('the time of this flow is not in a known form')
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': transport === 'arp' ? ['info'] : ['connection', 'start', 'end'],
    'event.dataset': 'argus.flow',
    'event.start': time,
    'network.transport': transportName(transport),
    'observer.product': 'Argus',
    'observer.type': 'netflow',
  }
  setDuration(event, cell, context)
  setEnds(event, cell)
  setCounters(event, cell)
  const state = cell('state')
  if (state !== '') event['event.reason'] = state
  if (transport === 'tcp' && isUnanswered(state)) event['event.outcome'] = 'failure'
  return event
}

function setDuration(event: Event, cell: ArgusCells, context: DecodeContext): void {
  const start = event['@timestamp']
  const seconds = readCount(cell('dur'))
  const last = parseTime(cell('lasttime'), context)
  const duration = seconds >= 0 ? seconds * 1e3 : last - start
  if (!(duration >= 0 && duration < 1e12)) return
  event['event.duration'] = Math.round(duration * 1e6)
  event['event.end'] = start + Math.round(duration)
}

/** `<-` and `<?`: the destination began. */
function isTurned(cell: ArgusCells): boolean {
  const direction = cell('dir')
  return direction === '<-' || direction === '<?'
}

function setEnds(event: Event, cell: ArgusCells): void {
  const turned = isTurned(cell)
  const source = cell(turned ? 'dstaddr' : 'srcaddr')
  const destination = cell(turned ? 'srcaddr' : 'dstaddr')
  // ARP and link-layer protocols have hardware addresses here.
  if (isAddress(source)) event['source.ip'] = source
  if (isAddress(destination)) event['destination.ip'] = destination
  // Of ICMP the ports are type and code, in hexadecimal.
  if (event['network.transport']?.includes('icmp') === true) return
  const sourcePort = portOf(cell(turned ? 'dport' : 'sport'))
  const destinationPort = portOf(cell(turned ? 'sport' : 'dport'))
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
}

function setCounters(event: Event, cell: ArgusCells): void {
  const bytes = sidesOf(cell('totbytes'), cell('srcbytes'), cell('dstbytes'))
  const packets = sidesOf(cell('totpkts'), cell('srcpkts'), cell('dstpkts'))
  const turned = isTurned(cell)
  const [sentBytes, receivedBytes] = turned
    ? [bytes.destination, bytes.source]
    : [bytes.source, bytes.destination]
  const [sentPackets, receivedPackets] = turned
    ? [packets.destination, packets.source]
    : [packets.source, packets.destination]
  if (sentBytes >= 0) event['source.bytes'] = sentBytes
  if (receivedBytes >= 0) event['destination.bytes'] = receivedBytes
  if (bytes.total >= 0) event['network.bytes'] = bytes.total
  if (sentPackets >= 0) event['source.packets'] = sentPackets
  if (receivedPackets >= 0) event['destination.packets'] = receivedPackets
  if (packets.total >= 0) event['network.packets'] = packets.total
}

/** NaN where a table does not say; of total, source and destination two tell the third. */
function sidesOf(totalText: string, sourceText: string, destinationText: string) {
  const total = readCount(totalText)
  const source = readCount(sourceText)
  const destination = readCount(destinationText)
  return {
    total: total >= 0 ? total : source + destination,
    source: source >= 0 ? source : total - destination,
    destination: destination >= 0 ? destination : total - source,
  }
}

/**
 * TCP that was asked for and never accepted: `REQ`, or the flags of both sides (`S_`, `S_RA`) where the second has
 * neither acknowledged a handshake nor sent anything.
 */
function isUnanswered(state: string): boolean {
  if (state === 'REQ') return true
  const mark = state.indexOf('_')
  if (mark < 1 || !state.slice(0, mark).includes('S')) return false
  const answer = state.slice(mark + 1)
  return answer === '' || answer === 'R' || answer === 'RA' || answer === 'AR'
}

function portOf(text: string): number | undefined {
  const port = text.startsWith('0x') ? NaN : readCount(text)
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined
}
