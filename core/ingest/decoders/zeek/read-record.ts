import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import type { DecodeContext } from '../../decoder.ts'
import { transportName } from '../../protocols.ts'
import { readIsoTime } from '../../timestamps.ts'
import { countOf, textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'
import { signatures, zeekLogs } from './logs.data.ts'
import { readers } from './readers.ts'

/** One record of any Zeek log; `log` is its name, '' where only its fields can tell. */
export function readRecord(values: Values, log: string, context: DecodeContext): Event | Reject {
  const time = timeOf(values.get('ts'), context)
  if (Number.isNaN(time)) return new Reject('the time (ts) of this record is missing or not in a known form')
  const name = log === '' ? logOf(values) : log
  const kind = zeekLogs.get(name)
  const event: Event = {
    '@timestamp': time,
    'event.kind': kind?.kind ?? 'event',
    'event.dataset': `zeek.${kind?.dataset ?? (isPlain(name) ? name : 'other')}`,
    'observer.vendor': 'Zeek',
    'observer.product': 'Zeek',
    'observer.type': 'ids',
  }
  if (kind?.category !== undefined) event['event.category'] = kind.category
  if (kind?.type !== undefined) event['event.type'] = kind.type
  if (kind?.protocol !== undefined) event['network.protocol'] = kind.protocol
  setEnds(event, values, kind?.transport)
  readers.get(name)?.(event, values)
  return event
}

/** Seconds (also as text) or ISO 8601; `JSON::TS_MILLIS` writes milliseconds. */
function timeOf(value: unknown, context: DecodeContext): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  if (typeof number !== 'number') return NaN
  if (Number.isNaN(number)) return typeof value === 'string' ? readIsoTime(value, 0, context.zoneOffset) : NaN
  if (!(number >= 0 && number < 1e14)) return NaN
  // The tail of a double must not cost the last of Zeek's microseconds a millisecond.
  return number < 1e11 ? Math.floor(number * 1000 + 0.0005) : Math.floor(number)
}

function logOf(values: Values): string {
  const said = textOf(values, '_path')
  if (said !== undefined) return said
  const found = signatures.find(([, ...names]) => names.every((name) => values.get(name) !== undefined))
  return found?.[0] ?? ''
}

function isPlain(name: string): boolean {
  return /^[a-z]\w{0,39}$/.test(name)
}

function setEnds(event: Event, values: Values, transport: string | undefined): void {
  const source = textOf(values, 'id.orig_h')
  const destination = textOf(values, 'id.resp_h')
  const proto = textOf(values, 'proto')
  if (source !== undefined && isAddress(source)) event['source.ip'] = source
  if (destination !== undefined && isAddress(destination)) event['destination.ip'] = destination
  // Zeek keeps the type and code of ICMP where others have their ports.
  if (proto !== 'icmp') {
    const sourcePort = countOf(values, 'id.orig_p')
    const destinationPort = countOf(values, 'id.resp_p')
    if (sourcePort !== undefined) event['source.port'] = sourcePort
    if (destinationPort !== undefined) event['destination.port'] = destinationPort
  }
  if (transport !== undefined) event['network.transport'] = transport
  else if (proto !== undefined) event['network.transport'] = transportName(proto)
  const node = textOf(values, '_system_name') ?? textOf(values, '_node_name')
  if (node !== undefined) event['observer.name'] = node
}
