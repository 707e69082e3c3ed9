import type { Event } from '../../../event/event.ts'
import { Reject } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext, DecodeObject } from '../../decoder.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName, transportNumber } from '../../protocols.ts'
import { setUriParts } from '../../uri-parts.ts'
import { toKeyValues } from '../json-product.ts'

const absent: ReadonlySet<string> = new Set(['-'])

interface Kind {
  /** Keys that, together, only this kind of record has. */
  keys: readonly string[]
  read: (event: Event, pairs: KeyValues) => void
}

const kinds: readonly Kind[] = [
  { keys: ['trans_proto', 'operation'], read: readThreat },
  { keys: ['src_ip', 'dst_ip', 'fwd_bytes'], read: readActivity },
  { keys: ['source_ip', 'destination_ip', 'traffic_type'], read: readWeb },
]

export const jsonMarks = kinds.map(({ keys }) => keys.map((key) => `"${key}"`))

/** A record of the firewall's log streaming (Logstash): firewall activity, threats, web. */
export function openJsonRecord(context: DecodeContext): DecodeObject {
  return (flat) => {
    const kind = kinds.find(({ keys }) => keys.every((key) => flat.has(key)))
    if (kind === undefined) return undefined
    const pairs = toKeyValues(flat, '', absent)
    const time = timeOf(pairs, context)
    if (Number.isNaN(time)) return new Reject('no readable time in the record')
    const event: Event = {
      '@timestamp': time,
      'event.category': ['network'],
      'event.kind': 'event',
      'observer.product': 'ngfw',
      'observer.type': 'firewall',
      'observer.vendor': 'Barracuda',
    }
    setCommon(event, pairs)
    kind.read(event, pairs)
    return event
  }
}

/** `timestamp`, epoch or ISO 8601; or `date` (`2018 05 15`) and `time` in `timezone`. */
function timeOf(pairs: KeyValues, context: DecodeContext): number {
  const time = parseTime(pairs.get('timestamp'), context)
  if (!Number.isNaN(time)) return time
  const date = (pairs.get('date') ?? '').replaceAll(' ', '-')
  return parseTime(`${date}T${pairs.get('time') ?? ''}${pairs.get('timezone') ?? ''}`, context)
}

const setCommon = compileFieldMap({
  text: { 'rule.name': 'fw_rule', 'user.name': 'user', 'observer.name': 'hostname box_name' },
})

const setThreat = compileFieldMap({
  text: { 'rule.category': 'ips_category', 'rule.ruleset': 'type', 'file.name': 'app_target' },
  word: { 'event.action': 'operation', 'log.level': 'severity', 'network.transport': 'trans_proto' },
  address: { 'destination.ip': 'dst_ip', 'source.ip': 'src_ip' },
  count: { 'destination.port': 'port', 'event.severity': 'threat_severity' },
})

function readThreat(event: Event, pairs: KeyValues): void {
  setThreat(event, pairs)
  const action = event['event.action']
  if (action === 'block') event['event.type'] = ['denied']
  else if (action === 'allow') event['event.type'] = ['allowed']
  const number = transportNumber(event['network.transport'] ?? '')
  if (number !== undefined) event['network.iana_number'] = number
  const message = pairs.get('description')
  if (message !== undefined) event.message = message
}

const setActivity = compileFieldMap({
  text: {
    'event.action': 'action',
    'event.reason': 'fw_info',
    'network.iana_number': 'ip_proto',
    'observer.egress.interface.name': 'dst_iface',
    'observer.ingress.interface.name': 'src_iface',
  },
  address: {
    'destination.ip': 'dst_ip',
    'destination.nat.ip': 'dst_ip_nat',
    'source.ip': 'src_ip',
    'source.nat.ip': 'src_ip_nat',
  },
  count: {
    'destination.bytes': 'rev_bytes',
    'destination.packets': 'rev_packets',
    'destination.port': 'dst_port',
    'source.bytes': 'fwd_bytes',
    'source.packets': 'fwd_packets',
    'source.port': 'src_port',
  },
})

/** Durations are milliseconds. */
function readActivity(event: Event, pairs: KeyValues): void {
  setActivity(event, pairs)
  const number = event['network.iana_number']
  if (number !== undefined) event['network.transport'] = transportName(number)
  setTotals(event)
  const milliseconds = toCount(pairs.get('duration'))
  if (milliseconds !== undefined) event['event.duration'] = milliseconds * 1e6
  if (event['event.action'] === 'AppBlock' || event['event.action'] === 'Block')
    event['event.type'] = ['denied']
  else if (event['event.action'] === 'End') event['event.type'] = ['end']
}

const setWeb = compileFieldMap({
  text: { 'event.action': 'action', 'http.request.method': 'method', 'user_agent.original': 'user_agent' },
  address: { 'destination.ip': 'destination_ip', 'source.ip': 'source_ip' },
  count: {
    'destination.port': 'destination_port',
    'http.response.status_code': 'status_code',
    'source.port': 'source_port',
  },
})

/** `action` 0 lets a request pass, 1 blocks it. */
function readWeb(event: Event, pairs: KeyValues): void {
  setWeb(event, pairs)
  const action = event['event.action']
  if (action === '1') event['event.type'] = ['denied']
  else if (action === '0') event['event.type'] = ['allowed']
  const name = pairs.get('name')
  if (name?.includes('://') === true) setUriParts(event, name)
}
