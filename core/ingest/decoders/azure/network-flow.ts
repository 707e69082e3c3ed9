import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { setTotals } from '../../flow-totals.ts'
import type { KeyValues } from '../../key-values.ts'
import { transportName } from '../../protocols.ts'
import { countOf, portOf } from '../between.ts'

interface Tuple {
  rule: string
  cells: readonly string[]
}

const mostTuples = 10_000

/**
 * Flow logs of network security groups (https://learn.microsoft.com/azure/network-watcher/nsg-flow-logs-overview) and virtual networks.
 * A record holds the flows of a minute; the one with the most bytes stands for it, and the message says how many there were.
 */
export function readNetworkFlow(event: Event, _pairs: KeyValues, flat: ReadonlyMap<string, unknown>): void {
  event['event.category'] = ['network']
  event['event.type'] = ['connection']
  event['observer.vendor'] = 'Microsoft'
  event['observer.product'] = 'Azure network flow logs'
  const tuples: Tuple[] = []
  for (const key of ['properties.flows', 'flowRecords.flows', 'properties.flowRecords.flows'])
    collect(flat.get(key), '', tuples)
  const largest = tuples.toSorted((a, b) => bytesOf(b) - bytesOf(a))[0]
  if (largest === undefined) return
  setTuple(event, largest)
  if (tuples.length > 1) event.message = `the largest of ${tuples.length} flows of this record`
}

/** `[{"rule": "…", "flows": [{"flowTuples": ["…"]}]}]`, of virtual networks `flowGroups` with the rule in each. */
function collect(list: unknown, rule: string, tuples: Tuple[], depth = 1): void {
  if (!Array.isArray(list) || depth > 4) return
  for (const item of list as unknown[]) {
    if (typeof item !== 'object' || item === null || tuples.length >= mostTuples) continue
    const entry = new Map<string, unknown>(Object.entries(item))
    const named = entry.get('rule')
    const inner = typeof named === 'string' ? named : rule
    const texts = entry.get('flowTuples')
    if (Array.isArray(texts))
      for (const text of texts as unknown[])
        if (typeof text === 'string') tuples.push({ rule: inner, cells: text.split(',', 20) })
    for (const key of ['flows', 'flowGroups']) collect(entry.get(key), inner, tuples, depth + 1)
  }
}

/** NSG: bytes there and back stand in places 10 and 12; of a virtual network's, whose protocol is a number, in 9 to 12 too. */
function bytesOf({ cells }: Tuple): number {
  return (countOf(cells[10] ?? '') ?? 0) + (countOf(cells[12] ?? '') ?? 0)
}

/** `1542110377,10.0.0.4,13.67.143.118,44931,443,T,O,A,B,packets,bytes,packets,bytes`. */
function setTuple(event: Event, { rule, cells }: Tuple): void {
  const [
    stamp = '',
    source = '',
    destination = '',
    sourcePort = '',
    destinationPort = '',
    protocol = '',
    direction = '',
    state = '',
  ] = cells
  // Seconds, of virtual networks milliseconds; the record's own time is when it was written.
  const told = Number(stamp)
  if (told > 1e9) event['@timestamp'] = told < 1e11 ? told * 1000 : told
  if (isAddress(source)) event['source.ip'] = source
  if (isAddress(destination)) event['destination.ip'] = destination
  const from = portOf(sourcePort)
  const to = portOf(destinationPort)
  if (from !== undefined) event['source.port'] = from
  if (to !== undefined) event['destination.port'] = to
  event['network.transport'] = protocol === 'T' ? 'tcp' : protocol === 'U' ? 'udp' : transportName(protocol)
  if (direction === 'I' || direction === 'O')
    event['network.direction'] = direction === 'I' ? 'inbound' : 'outbound'
  // Version 2 of NSG says the decision before the state; a virtual network's state D is a refusal.
  const isRefused = state === 'D'
  event['event.outcome'] = isRefused ? 'failure' : 'success'
  event['event.type'] = ['connection', isRefused ? 'denied' : 'allowed']
  if (rule !== '') event['rule.name'] = rule
  const counts = [9, 10, 11, 12].map((place) => countOf(cells[place] ?? ''))
  const [sentPackets, sent, receivedPackets, received] = counts
  if (sentPackets !== undefined) event['source.packets'] = sentPackets
  if (sent !== undefined) event['source.bytes'] = sent
  if (receivedPackets !== undefined) event['destination.packets'] = receivedPackets
  if (received !== undefined) event['destination.bytes'] = received
  setTotals(event)
}
