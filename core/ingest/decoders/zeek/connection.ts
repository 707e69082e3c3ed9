import type { Event } from '../../../event/event.ts'
import { setTotals } from '../../flow-totals.ts'
import { transportName } from '../../protocols.ts'
import { compileFields } from '../flat-fields.ts'
import { countOf, flagOf, textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'

interface State {
  type: readonly string[]
  reason: string
  /** Of TCP: the one who was asked never took part. */
  unanswered?: true
}

const begun = ['connection', 'start']
const partial = ['connection', 'info']

/** `conn_state` (Zeek, `base/protocols/conn/main.zeek`), with the ECS types that Elastic's integration gives it. */
const states: ReadonlyMap<string, State> = new Map<string, State>([
  ['S0', { type: begun, reason: 'attempt without a reply', unanswered: true }],
  ['S1', { type: begun, reason: 'established, not ended' }],
  ['SF', { type: ['connection', 'start', 'end'], reason: 'established and ended normally' }],
  ['REJ', { type: ['connection', 'start', 'denied'], reason: 'attempt rejected', unanswered: true }],
  ['S2', { type: partial, reason: 'established, only the originator closed' }],
  ['S3', { type: partial, reason: 'established, only the responder closed' }],
  ['RSTO', { type: partial, reason: 'established, reset by the originator' }],
  ['RSTR', { type: partial, reason: 'reset by the responder' }],
  [
    'RSTOS0',
    { type: partial, reason: 'attempt without a reply, then reset by the originator', unanswered: true },
  ],
  ['RSTRH', { type: partial, reason: 'reset by the responder, the attempt was not seen' }],
  [
    'SH',
    { type: partial, reason: 'attempt without a reply, then closed by the originator', unanswered: true },
  ],
  ['SHR', { type: partial, reason: 'closed by the responder, the attempt was not seen' }],
  ['OTH', { type: partial, reason: 'neither begin nor end was seen' }],
])

const setTold = compileFields({
  text: {
    'network.protocol': 'service',
    'network.vlan.id': 'vlan',
    'source.mac': 'orig_l2_addr',
    'destination.mac': 'resp_l2_addr',
  },
  count: { 'source.packets': 'orig_pkts', 'destination.packets': 'resp_pkts' },
})

/** `conn.log`: one connection, written when it is over. Bytes are those of IP packets, headers included. */
export function readConnection(event: Event, row: Values): void {
  setTold(event, row)
  const transport = textOf(row, 'proto')
  const duration = countOf(row, 'duration')
  const sent = countOf(row, 'orig_ip_bytes') ?? countOf(row, 'orig_bytes')
  const received = countOf(row, 'resp_ip_bytes') ?? countOf(row, 'resp_bytes')
  if (transport !== undefined) event['network.transport'] = transportOf(transport, row)
  if (sent !== undefined) event['source.bytes'] = sent
  if (received !== undefined) event['destination.bytes'] = received
  setTotals(event)
  event['event.start'] = event['@timestamp']
  if (duration !== undefined) {
    event['event.duration'] = Math.round(duration * 1e9)
    event['event.end'] = event['@timestamp'] + Math.round(duration * 1e3)
  }
  setState(event, row)
  setDirection(event, row)
}

function transportOf(proto: string, row: Values): string {
  return transportName(proto === 'unknown_transport' ? (textOf(row, 'ip_proto') ?? proto) : proto)
}

function setState(event: Event, row: Values): void {
  const state = states.get(textOf(row, 'conn_state') ?? '')
  event['event.type'] = state?.type ?? ['connection']
  if (state === undefined) return
  event['event.reason'] = state.reason
  if (state.unanswered && event['network.transport'] === 'tcp') event['event.outcome'] = 'failure'
}

function setDirection(event: Event, row: Values): void {
  const from = flagOf(row, 'local_orig')
  const to = flagOf(row, 'local_resp')
  if (from === undefined || to === undefined) return
  event['network.direction'] = from ? (to ? 'internal' : 'outbound') : to ? 'inbound' : 'external'
}
