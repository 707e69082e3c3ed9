import type { Event } from '../../../event/event.ts'
import { readAccount } from '../../account.ts'
import { transportName, transportNumber } from '../../protocols.ts'
import { addressAt, countAt, textAt } from './columns.ts'

const allows = new Set(['alert', 'allow', 'continue'])
const denies = new Set([
  'deny',
  'drop',
  'drop ICMP',
  'reset-client',
  'reset-server',
  'reset-both',
  'reset client',
  'reset server',
  'reset both',
  'block-url',
  'block-ip',
  'random-drop',
  'sinkhole',
  'block',
])

/** `allowed` or `denied` by PAN-OS's action; nothing for actions that are neither (`syncookie-sent`, `override`). */
export function typeOfAction(action: string | undefined): string[] {
  if (action === undefined) return []
  return allows.has(action) ? ['allowed'] : denies.has(action) ? ['denied'] : []
}

export function isAllowed(action: string | undefined): boolean {
  return action !== undefined && allows.has(action)
}

/**
 * The 24 columns after the header that TRAFFIC, THREAT, GTP, SCTP, DECRYPTION and tunnel logs have in common;
 * SCTP has one unused column more before the protocol.
 */
export function setConnection(event: Event, columns: readonly string[], protocolColumn = 22): void {
  setEnd(event, 'source', columns, 0, 2, 17, 19)
  setEnd(event, 'destination', columns, 1, 3, 18, 20)
  const rule = textAt(columns, 4)
  const application = textAt(columns, 7)
  const session = textAt(columns, 15)
  const transport = textAt(columns, protocolColumn)
  if (rule !== undefined) event['rule.name'] = rule
  if (application !== undefined) event['network.application'] = application.toLowerCase()
  if (session !== undefined && session !== '0') event['network.flow_id'] = session
  if (transport !== undefined) {
    const name = transportName(transport)
    const number = transportNumber(name)
    event['network.transport'] = name
    if (number !== undefined) event['network.iana_number'] = number
  }
  setZones(event, columns)
  setSourceUser(event, textAt(columns, 5))
  const destinationUser = readAccount(textAt(columns, 6) ?? '')
  if (destinationUser.name !== '') event['destination.user.name'] = destinationUser.name
}

function setEnd(
  event: Event,
  side: 'source' | 'destination',
  columns: readonly string[],
  addressColumn: number,
  natColumn: number,
  portColumn: number,
  natPortColumn: number,
): void {
  const address = addressAt(columns, addressColumn)
  const port = countAt(columns, portColumn)
  const nat = addressAt(columns, natColumn)
  const natPort = countAt(columns, natPortColumn)
  if (address !== undefined) event[`${side}.ip`] = address
  if (port !== undefined) event[`${side}.port`] = port
  // Without translation PAN-OS writes 0.0.0.0 and port 0.
  if (nat !== undefined && nat !== '0.0.0.0') {
    event[`${side}.nat.ip`] = nat
    if (natPort !== undefined && natPort > 0) event[`${side}.nat.port`] = natPort
  }
}

function setZones(event: Event, columns: readonly string[]): void {
  const from = textAt(columns, 9)
  const to = textAt(columns, 10)
  const ingress = textAt(columns, 11)
  const egress = textAt(columns, 12)
  if (from !== undefined) event['observer.ingress.zone'] = from
  if (to !== undefined) event['observer.egress.zone'] = to
  if (ingress !== undefined) event['observer.ingress.interface.name'] = ingress
  if (egress !== undefined) event['observer.egress.interface.name'] = egress
}

export function setSourceUser(event: Event, text: string | undefined): void {
  if (text === undefined) return
  const account = readAccount(text)
  if (account.name === '') return
  event['user.name'] = account.name
  event['source.user.name'] = account.name
  if (account.domain !== '') event['user.domain'] = account.domain
  if (account.email !== '') event['user.email'] = account.email
}
