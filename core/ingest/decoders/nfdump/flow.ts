import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { setTotals } from '../../flow-totals.ts'
import { transportName } from '../../protocols.ts'
import { readCount } from '../flat-values.ts'
import type { NfdumpColumn } from './columns.data.ts'

/** The text of a column, '' where the output has none. */
export type NfdumpCells = (column: NfdumpColumn) => string

/**
 * One flow record, one direction of a conversation unless nfdump put both together (`-b`, `-B`): the sender is the
 * source.
 */
export function readFlow(cell: NfdumpCells, context: DecodeContext): Event | Reject {
  const time = parseTime(cell('first'), context)
  if (Number.isNaN(time)) return new Reject('the time of this flow is not in a known form')
  const source = cell('source')
  const destination = cell('destination')
  if (!isAddress(source) || !isAddress(destination))
    return new Reject(
      'the ends of this flow are no addresses (nfdump writes those of IPv6 in full only with -6)',
    )
  const duration = durationOf(cell, time, context)
  const event: Event = {
    '@timestamp': time,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection', 'start', 'end'],
    'event.dataset': 'netflow.flow',
    'event.start': time,
    'event.end': time + Math.round(duration * 1e3),
    'event.duration': Math.round(duration * 1e9),
    'source.ip': source,
    'destination.ip': destination,
    'network.transport': transportName(cell('transport')),
    'observer.product': 'nfdump',
    'observer.type': 'netflow',
  }
  setPorts(event, cell)
  setCounters(event, cell)
  const router = cell('router')
  if (isAddress(router) && router !== '0.0.0.0') event['observer.ip'] = router
  if (cell('user') !== '') event['user.name'] = cell('user')
  // The upper two bits of the forwarding status (RFC 7270 §4.12): 01 forwarded, 10 dropped.
  if (readCount(cell('forwarding')) >> 6 === 2) event['event.type'] = ['connection', 'denied']
  return event
}

/** Seconds. */
function durationOf(cell: NfdumpCells, start: number, context: DecodeContext): number {
  const told = secondsOf(cell('duration'))
  if (!Number.isNaN(told)) return told
  const end = parseTime(cell('last'), context)
  return end > start ? (end - start) / 1e3 : 0
}

/** `0.038`, `00:00:04.096`, `1d 00:00:04.096`. */
function secondsOf(text: string): number {
  const day = text.indexOf('d')
  const days = day < 0 ? 0 : Number(text.slice(0, day))
  const seconds = text
    .slice(day + 1)
    .trim()
    .split(':', 3)
    .reduce((sum, part) => sum * 60 + (part === '' ? NaN : Number(part)), 0)
  const total = days * 86_400 + seconds
  return total >= 0 && total < 1e9 ? total : NaN
}

/** Of ICMP the port of the destination is type and code. */
function setPorts(event: Event, cell: NfdumpCells): void {
  if (event['network.transport'] === 'icmp' || event['network.transport'] === 'ipv6-icmp') return
  const source = readCount(cell('sourcePort'))
  const destination = readCount(cell('destinationPort'))
  if (source <= 65_535) event['source.port'] = source
  if (destination <= 65_535) event['destination.port'] = destination
}

function setCounters(event: Event, cell: NfdumpCells): void {
  const packets = countOf(cell('sentPackets'))
  const bytes = countOf(cell('sentBytes'))
  const receivedPackets = countOf(cell('receivedPackets'))
  const receivedBytes = countOf(cell('receivedBytes'))
  if (packets >= 0) event['source.packets'] = packets
  if (bytes >= 0) event['source.bytes'] = bytes
  if (receivedPackets > 0) event['destination.packets'] = receivedPackets
  if (receivedBytes > 0) event['destination.bytes'] = receivedBytes
  setTotals(event)
  if (bytes >= 0) event['network.bytes'] ??= bytes
  if (packets >= 0) event['network.packets'] ??= packets
}

const units = new Map([
  ['K', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
])

/** Text output writes from a million on `1.2 M`. */
function countOf(text: string): number {
  const unit = units.get(text.slice(-1))
  return Math.round(unit === undefined ? readCount(text) : readCount(text.slice(0, -1)) * unit)
}
