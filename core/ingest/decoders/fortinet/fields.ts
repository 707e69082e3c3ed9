import { readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import type { Event } from '../../../event/event.ts'
import { transportName } from '../../protocols.ts'
import type { Pairs } from './pairs.ts'

/** A non-negative whole number, or undefined. */
export function countOf(pairs: Pairs, key: string): number | undefined {
  const text = pairs.get(key)
  if (text === undefined || text.length > 16) return undefined
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 ? value : undefined
}

/** The first of `keys` that is an address. */
export function addressOf(pairs: Pairs, ...keys: string[]): string | undefined {
  for (const key of keys) {
    const value = pairs.get(key)
    if (value !== undefined && isAddress(value)) return value
  }
  return undefined
}

export function setUser(event: Event, text: string | undefined): void {
  if (text === undefined) return
  const account = readAccount(text)
  if (account.name === '') return
  event['user.name'] = account.name
  event['source.user.name'] = account.name
  if (account.domain !== '') event['user.domain'] = account.domain
  if (account.email !== '') event['user.email'] = account.email
}

/** Bytes and packets from the log's own point of view: what its source sent, what came back. */
export function setCounters(event: Event, pairs: Pairs): void {
  const sent = countOf(pairs, 'sentbyte')
  const received = countOf(pairs, 'rcvdbyte')
  if (sent !== undefined) event['source.bytes'] = sent
  if (received !== undefined) event['destination.bytes'] = received
  if (sent !== undefined && received !== undefined) event['network.bytes'] = sent + received
  const sentPackets = countOf(pairs, 'sentpkt')
  const receivedPackets = countOf(pairs, 'rcvdpkt')
  if (sentPackets !== undefined) event['source.packets'] = sentPackets
  if (receivedPackets !== undefined) event['destination.packets'] = receivedPackets
  if (sentPackets !== undefined && receivedPackets !== undefined)
    event['network.packets'] = sentPackets + receivedPackets
}

/** Addresses, ports, protocol, rule and observer fields that traffic and UTM logs share. */
export function setConnection(event: Event, pairs: Pairs): void {
  const source = addressOf(pairs, 'srcip', 'locip')
  const destination = addressOf(pairs, 'dstip', 'remip')
  const sourcePort = countOf(pairs, 'srcport') ?? countOf(pairs, 'src_port') ?? countOf(pairs, 'locport')
  const destinationPort = countOf(pairs, 'dstport') ?? countOf(pairs, 'dst_port') ?? countOf(pairs, 'remport')
  if (source !== undefined) event['source.ip'] = source
  if (destination !== undefined) event['destination.ip'] = destination
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
  setProtocol(event, pairs)
  const session = pairs.get('sessionid') ?? pairs.get('session_id')
  if (session !== undefined) event['network.flow_id'] = session
  const application = pairs.get('app')
  if (application !== undefined) event['network.application'] = application
  const sourceMac = pairs.get('srcmac')
  if (sourceMac !== undefined) event['source.mac'] = sourceMac
  setUser(event, pairs.get('user') ?? pairs.get('unauthuser'))
  const group = pairs.get('group')
  if (group !== undefined) event['group.name'] = group
}

export function setProtocol(event: Event, pairs: Pairs): void {
  const number = pairs.get('proto')
  if (number !== undefined) {
    event['network.transport'] = transportName(number)
    event['network.iana_number'] = number
  }
  const service = pairs.get('service')
  if (service !== undefined) event['network.protocol'] = service.toLowerCase()
}

export function setRule(event: Event, pairs: Pairs): void {
  const id = pairs.get('policyid') ?? pairs.get('policy_id')
  const name = pairs.get('policyname')
  const uuid = pairs.get('poluuid')
  const category = pairs.get('appcat') ?? pairs.get('catdesc')
  if (id !== undefined) event['rule.id'] = id
  if (name !== undefined) event['rule.name'] = name
  if (uuid !== undefined) event['rule.uuid'] = uuid
  if (category !== undefined) event['rule.category'] = category.replaceAll('.', '-')
}
