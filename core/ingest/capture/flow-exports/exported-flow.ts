import type { Event } from '../../../event/event.ts'
import { setTotals } from '../../flow-totals.ts'
import { transportKeyword } from '../../protocols.ts'

/** A flow as an exporter tells it. Times are epoch ms. */
export interface ExportedFlow {
  kind: 'netflow' | 'ipfix' | 'sflow'
  source: string
  destination: string
  sourcePort: number
  destinationPort: number
  protocol: number
  bytes: number | undefined
  packets: number | undefined
  /** What came back, where the exporter tells both directions. */
  bytesBack?: number | undefined
  packetsBack?: number | undefined
  start: number
  end: number
  refused?: boolean
  user?: string
}

export function exportedEvent(flow: ExportedFlow): Event {
  const event: Event = {
    '@timestamp': flow.start,
    'event.kind': 'event',
    'event.category': ['network'],
    'event.type': flow.refused === true ? ['connection', 'denied'] : ['connection', 'start', 'end'],
    'event.action': 'network_flow',
    'event.dataset': `${flow.kind}.flow`,
    'event.start': flow.start,
    'event.end': Math.max(flow.start, flow.end),
    'event.duration': Math.max(0, flow.end - flow.start) * 1e6,
    'source.ip': flow.source,
    'source.port': flow.sourcePort,
    'destination.ip': flow.destination,
    'destination.port': flow.destinationPort,
    'network.transport': transportKeyword(flow.protocol),
    'network.iana_number': String(flow.protocol),
    'observer.type': flow.kind,
  }
  if (flow.refused === true) event['event.outcome'] = 'failure'
  if (flow.bytes !== undefined) event['source.bytes'] = flow.bytes
  if (flow.packets !== undefined) event['source.packets'] = flow.packets
  if (flow.bytesBack !== undefined) event['destination.bytes'] = flow.bytesBack
  if (flow.packetsBack !== undefined) event['destination.packets'] = flow.packetsBack
  setTotals(event)
  event['network.bytes'] ??= flow.bytes
  event['network.packets'] ??= flow.packets
  if (flow.user !== undefined && flow.user !== '') event['user.name'] = flow.user
  return event
}
