import type { Event } from '../../../event/event.ts'
import { countAt, textAt } from './columns.ts'
import { isAllowed, setConnection, typeOfAction } from './connection.ts'

const actions = new Map<string, readonly [action: string, type: string]>([
  ['start', ['flow_started', 'start']],
  ['end', ['flow_terminated', 'end']],
  ['drop', ['flow_dropped', 'denied']],
  ['deny', ['flow_denied', 'denied']],
])

/** Where each kind of session log keeps bytes, bytes sent and received, packets, packets sent and received. */
const counterColumns = {
  TRAFFIC: [24, 25, 26, 27, 37, 38],
  TUNNEL: [40, 41, 42, 43, 44, 45],
  SCTP: [-1, -1, -1, 53, 54, 55],
  OTHER: [],
} as const

/** TRAFFIC, tunnel inspection (START, END), SCTP and GTP: one session each. */
export function readTraffic(
  event: Event,
  kind: keyof typeof counterColumns,
  subtype: string,
  columns: readonly string[],
): void {
  const protocolColumn = kind === 'SCTP' ? 23 : 22
  const action = textAt(columns, protocolColumn + 1)
  const types = new Set(typeOfAction(action))
  const known = actions.get(subtype)
  if (known) {
    event['event.action'] = known[0]
    types.add(known[1])
    types.add('connection')
  }
  event['event.category'] = ['network']
  if (types.size > 0) event['event.type'] = [...types]
  if (kind === 'TRAFFIC' || kind === 'TUNNEL')
    event['event.outcome'] = isAllowed(action) ? 'success' : 'failure'
  setConnection(event, columns, protocolColumn)
  setCounters(event, counterColumns[kind], columns)
  const tunnelRule = kind === 'TUNNEL' ? textAt(columns, 56) : undefined
  if (tunnelRule !== undefined) event['rule.name'] = tunnelRule
  if (kind !== 'TRAFFIC') return
  const seconds = countAt(columns, 29)
  if (seconds !== undefined) event['event.duration'] = seconds * 1e9
  const reason = textAt(columns, 39)
  if (reason !== undefined && reason !== 'n/a') event['event.reason'] = reason
}

/** DECRYPTION: how the firewall's inspection of a TLS session went. */
export function readDecryption(event: Event, columns: readonly string[]): void {
  readTraffic(event, 'OTHER', '', columns)
  const error = textAt(columns, 57)
  const serverName = textAt(columns, 56)
  const cipher = textAt(columns, 34)
  event['event.outcome'] = error === undefined ? 'success' : 'failure'
  if (error !== undefined) event['event.reason'] = error
  if (serverName !== undefined) event['tls.client.server_name'] = serverName
  if (cipher !== undefined) event['tls.cipher'] = cipher
}

function setCounters(event: Event, at: readonly number[], columns: readonly string[]): void {
  const [bytes, sent, received, packets, packetsSent, packetsReceived] = at.map((index) =>
    countAt(columns, index),
  )
  if (bytes !== undefined) event['network.bytes'] = bytes
  if (sent !== undefined) event['source.bytes'] = sent
  if (received !== undefined) event['destination.bytes'] = received
  if (packets !== undefined) event['network.packets'] = packets
  if (packetsSent !== undefined) event['source.packets'] = packetsSent
  if (packetsReceived !== undefined) event['destination.packets'] = packetsReceived
}
