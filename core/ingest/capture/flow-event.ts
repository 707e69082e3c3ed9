import { addressText } from './address-text.ts'
import { connectionState, outcomeOf, stateMeanings } from './connection-state.ts'
import { setDns } from './services/dns-message.ts'
import { transportKeyword } from '../protocols.ts'
import type { Event } from '../../event/event.ts'
import type { Flow } from './flow.ts'
import type { DnsMessage } from './services/dns-message.ts'

const tunnelTypes = new Map([
  ['openvpn', 'openvpn'],
  ['wireguard', 'wireguard'],
  ['tailscale', 'wireguard'],
  ['ipsec', 'ipsec'],
])

/**
 * A flow as one event. Bytes of source and destination are payload, as Zeek's orig_bytes and resp_bytes; those of IP
 * packets are in `source.ip_bytes` and `destination.ip_bytes`.
 */
export function flowEvent(flow: Flow): Event {
  const { originator, responder, fields, service } = flow
  const state = connectionState(flow)
  const fromSource = originator.size
  const toSource = responder.size
  const start = milliseconds(flow.start)
  const event: Event = {
    '@timestamp': start,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['connection', 'start', 'end'],
    'event.action': 'network_flow',
    'event.dataset': 'flow',
    'event.start': start,
    'event.end': milliseconds(flow.last),
    'event.duration': Math.round((flow.last - flow.start) * 1000),
    'source.ip': addressText(originator.address),
    'source.port': originator.port,
    'source.bytes': fromSource,
    'source.ip_bytes': originator.ipBytes,
    'source.packets': originator.packets,
    'destination.ip': addressText(responder.address),
    'destination.port': responder.port,
    'destination.bytes': toSource,
    'destination.ip_bytes': responder.ipBytes,
    'destination.packets': responder.packets,
    'network.type': flow.version === 4 ? 'ipv4' : 'ipv6',
    'network.transport': transportKeyword(flow.protocol),
    'network.iana_number': String(flow.protocol),
    'network.bytes': fromSource + toSource,
    'network.packets': originator.packets + responder.packets,
    'network.connection.state': state,
    'event.reason': stateMeanings[state],
  }
  const outcome = outcomeOf(state, flow.protocol)
  if (outcome !== undefined) event['event.outcome'] = outcome
  if (flow.history !== '') event['network.connection.history'] = flow.history
  if (service !== '') event['network.protocol'] = service
  const tunnelType = tunnelTypes.get(service)
  if (tunnelType !== undefined) event['vpn.tunnel_type'] = tunnelType
  if (flow.vlan !== 0) event['network.vlan.id'] = String(flow.vlan)
  if (fields !== undefined) Object.assign(event, fields, { '@timestamp': start })
  if (Number.isNaN(start)) for (const field of times) delete event[field]
  return event
}

/** A question of a flow that has several; it is no flow of its own. */
export function questionEvent(flow: Flow, message: DnsMessage): Event {
  const event: Event = {
    '@timestamp': milliseconds(flow.last),
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': ['info'],
    'event.action': 'dns_question',
    'event.dataset': 'dns',
    'source.ip': addressText(flow.originator.address),
    'source.port': flow.originator.port,
    'destination.ip': addressText(flow.responder.address),
    'destination.port': flow.responder.port,
    'network.type': flow.version === 4 ? 'ipv4' : 'ipv6',
    'network.transport': transportKeyword(flow.protocol),
    'network.protocol': 'dns',
  }
  setDns(event, message)
  return event
}

const times = ['event.start', 'event.end', 'event.duration'] as const

/** Of epoch microseconds; 0 is what a packet has whose capture wrote no time. */
function milliseconds(micros: number): number {
  return micros === 0 ? NaN : Math.floor(micros / 1000)
}

/** One line for a person, where a log would have its own. */
export function flowText(event: Event): string {
  const end = (side: 'source' | 'destination') =>
    `${event[`${side}.ip`] ?? ''} port ${event[`${side}.port`] ?? 0}`
  const name = event['dns.question.name'] ?? event['tls.client.server_name'] ?? event['url.domain'] ?? ''
  const counts =
    event['network.packets'] === undefined
      ? ''
      : `, ${event['network.packets']} packets, ${event['source.bytes'] ?? 0} bytes there and ${event['destination.bytes'] ?? 0} back`
  const service =
    event['network.protocol'] === undefined
      ? ''
      : ` (${event['network.protocol']}${name === '' ? '' : ` ${name}`})`
  const reason = event['event.reason'] === undefined ? '' : `: ${event['event.reason']}`
  const time = timeText(event['@timestamp'])
  return `${time} ${event['network.transport'] ?? ''} ${end('source')} to ${end('destination')}${service}${counts}${reason}`
}

function timeText(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? 'at no time' : date.toISOString()
}
