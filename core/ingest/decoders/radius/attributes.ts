import type { Event, VpnStep } from '../../../event/event.ts'
import { isMachineAccount, readAccount } from '../../account.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import { setTotals } from '../../flow-totals.ts'
import { terminateCauses, tunnelTypes } from './values.data.ts'

/** RADIUS attributes by their lower-cased name; of a repeated one the first. */
export type Attributes = ReadonlyMap<string, string>

/** 2^32: what a gigaword counts (RFC 2869, 5.1). */
const gigaword = 4_294_967_296

const steps = new Map<string, VpnStep>([
  ['start', 'start'],
  ['1', 'start'],
  ['stop', 'end'],
  ['2', 'end'],
  ['interim-update', 'update'],
  ['interim update', 'update'],
  ['interim', 'update'],
  ['watchdog-update', 'update'],
  ['alive', 'update'],
  ['3', 'update'],
])

/**
 * Sets on the event what RADIUS says of a person's session (RFC 2865, 2866, 2869 and the vendors' attributes of remote
 * access). Input is what the gateway received from the person. A field that is set already stays.
 */
export function applyAttributes(event: Event, attributes: Attributes): void {
  setRadiusUser(event, attributes.get('user-name'))
  setStations(event, attributes)
  setSession(event, attributes)
  setCounters(event, attributes)
  setClient(event, attributes)
}

/** What the record says of the session, by `Acct-Status-Type`; nothing for a machine, and for a server that starts or stops. */
export function setAccountingStep(event: Event, attributes: Attributes): void {
  const status = attributes.get('acct-status-type')
  const step = status === undefined ? undefined : steps.get(status.toLowerCase())
  if (step !== undefined) setStep(event, step)
}

/** A device that proves itself by its address or as a domain member is no person. */
export function setStep(event: Event, step: VpnStep): void {
  const user = event['user.name']
  if (user === undefined || isMacAddress(user) || isMachineAccount(readAccount(user).name)) return
  event['vpn.step'] = step
}

/** `alice`, `CORP\alice`, `alice@corp.example`, taken apart. */
export function setRadiusUser(event: Event, text: string | undefined): void {
  if (text === undefined || event['user.name'] !== undefined) return
  const { name, domain, email } = readAccount(text)
  if (name === '') return
  event['user.name'] = name
  if (domain !== '') event['user.domain'] ??= domain
  if (email !== '') event['user.email'] ??= email
}

function setStations(event: Event, attributes: Attributes): void {
  const calling = attributes.get('calling-station-id')
  const outer = [calling, tagless(attributes.get('tunnel-client-endpoint'))].find(
    (text) => text !== undefined && isAddress(text),
  )
  if (outer !== undefined) event['source.ip'] ??= outer
  else if (calling !== undefined && isMacAddress(calling)) event['source.mac'] ??= calling
  const gateway =
    attributes.get('nas-identifier') ??
    attributes.get('networkdevicename') ??
    attributes.get('client-friendly-name') ??
    attributes.get('nas-ip-address') ??
    attributes.get('nas-ipv6-address') ??
    attributes.get('client-ip-address')
  if (gateway !== undefined) event['vpn.gateway'] ??= gateway
}

function setSession(event: Event, attributes: Attributes): void {
  const assigned = attributes.get('framed-ip-address') ?? attributes.get('framed-ipv6-address')
  // 255.255.255.254 asks the gateway to choose, 255.255.255.255 the person (RFC 2865, 5.8).
  if (
    assigned !== undefined &&
    isAddress(assigned) &&
    assigned !== '0.0.0.0' &&
    !assigned.startsWith('255.255.255.')
  )
    event['vpn.assigned_ip'] ??= assigned
  const session = attributes.get('acct-session-id')
  if (session !== undefined) event['vpn.session_id'] ??= session
  const cause = attributes.get('acct-terminate-cause')
  if (cause !== undefined) event['vpn.disconnect_reason'] ??= terminateCauses.get(cause) ?? cause
  const tunnel = tagless(attributes.get('tunnel-type'))
  if (tunnel !== undefined) event['vpn.tunnel_type'] ??= tunnelTypes.get(tunnel) ?? tunnel
  const group =
    attributes.get('cvpn3000/asa/pix7x-tunnel-group-name') ??
    attributes.get('asa-tunnel-group-name') ??
    attributes.get('tunnel-group-name') ??
    attributes.get('fortinet-group-name')
  if (group !== undefined) event['vpn.group'] ??= group
}

function setCounters(event: Event, attributes: Attributes): void {
  const received = octets(attributes, 'acct-input')
  const sent = octets(attributes, 'acct-output')
  if (received !== undefined) {
    event['vpn.bytes_in'] ??= received
    event['source.bytes'] ??= received
  }
  if (sent !== undefined) {
    event['vpn.bytes_out'] ??= sent
    event['destination.bytes'] ??= sent
  }
  const receivedPackets = toCount(attributes.get('acct-input-packets'))
  if (receivedPackets !== undefined) event['source.packets'] ??= receivedPackets
  const sentPackets = toCount(attributes.get('acct-output-packets'))
  if (sentPackets !== undefined) event['destination.packets'] ??= sentPackets
  setTotals(event)
  const seconds = toCount(attributes.get('acct-session-time'))
  if (seconds === undefined) return
  event['vpn.duration'] ??= seconds
  event['event.duration'] ??= seconds * 1e9
}

function octets(attributes: Attributes, name: string): number | undefined {
  const count = toCount(attributes.get(`${name}-octets`))
  if (count === undefined) return undefined
  return count + (toCount(attributes.get(`${name}-gigawords`)) ?? 0) * gigaword
}

function setClient(event: Event, attributes: Attributes): void {
  const version = attributes.get('ms-ras-client-version')
  if (version !== undefined) event['vpn.client.version'] ??= version
  const name = attributes.get('ms-ras-client-name')
  if (name !== undefined) event['vpn.device.name'] ??= name
  const method =
    attributes.get('authenticationmethod') ??
    attributes.get('eap-friendly-name') ??
    attributes.get('acct-authentic')
  if (method !== undefined) event['vpn.auth_method'] ??= method
}

/** `(tag=0) VLAN` without the tag that groups the attributes of a tunnel. */
function tagless(text: string | undefined): string | undefined {
  if (text?.startsWith('(tag=') !== true) return text
  return text.slice(text.indexOf(')') + 1).trim()
}

/** `00-24-97-69-7a-c0`, `00:24:…`, `0024.9769.7ac0`, `002497697ac0`. */
function isMacAddress(text: string): boolean {
  if (text.length < 12 || text.length > 17) return false
  let digits = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const lower = code | 32
    if ((code >= 48 && code <= 57) || (lower >= 97 && lower <= 102)) digits++
    else if (code !== 45 && code !== 58 && code !== 46) return false
  }
  return digits === 12
}
