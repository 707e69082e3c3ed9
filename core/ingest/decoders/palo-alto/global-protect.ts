import type { Event, VpnStep } from '../../../event/event.ts'
import { addressAt, countAt, textAt } from './columns.ts'
import { setSourceUser } from './connection.ts'

/** What an event id of the GLOBALPROTECT log means for a session; a failed start is a rejected attempt. */
export const globalProtectSteps = new Map<string, VpnStep>([
  ['portal-auth', 'attempt'],
  ['gateway-auth', 'attempt'],
  ['clientlessvpn-login', 'start'],
  ['gateway-register', 'start'],
  ['gateway-connected', 'start'],
  ['gateway-getconfig', 'assign'],
  ['gateway-setup-ssl', 'update'],
  ['gateway-setup-ipsec', 'update'],
  ['gateway-switch-to-ssl', 'update'],
  ['gateway-tunnel-latency', 'update'],
  ['gateway-hip-check', 'update'],
  ['gateway-hip-report', 'update'],
  ['gateway-config-release', 'update'],
  ['gateway-logout', 'end'],
  ['gateway-inactivity-timeout', 'end'],
  ['clientlessvpn-logout', 'end'],
])

/**
 * The GLOBALPROTECT log of PAN-OS 9.1 and later. The person's outer address is the source (Elastic's mapping puts
 * the inner one there and the outer one under `source.nat`); the inner address is `vpn.assigned_ip`.
 */
export function readGlobalProtect(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['network']
  const code = textAt(columns, 1)
  const status = (textAt(columns, 21) ?? '').toLowerCase()
  if (code !== undefined) {
    event['event.code'] = code
    event['event.action'] = code
  }
  if (status === 'success' || status === 'failure') event['event.outcome'] = status
  setSourceUser(event, textAt(columns, 5))
  setAddresses(event, columns)
  setDevice(event, columns)
  setSession(event, columns)
  const step = globalProtectSteps.get(code ?? '')
  if (step === undefined) return
  event['vpn.step'] = status === 'failure' && step !== 'end' ? 'attempt' : step
}

function setAddresses(event: Event, columns: readonly string[]): void {
  const outer = known(addressAt(columns, 8)) ?? known(addressAt(columns, 9))
  const inner = known(addressAt(columns, 10)) ?? known(addressAt(columns, 11))
  if (outer !== undefined) {
    event['source.ip'] = outer
    event['client.ip'] = outer
  }
  if (inner !== undefined) event['vpn.assigned_ip'] = inner
}

function known(address: string | undefined): string | undefined {
  return address === '0.0.0.0' || address === '::' ? undefined : address
}

function setDevice(event: Event, columns: readonly string[]): void {
  const machine = textAt(columns, 7)
  const host = textAt(columns, 12)
  const version = textAt(columns, 14)
  const system = textAt(columns, 16) ?? textAt(columns, 15)
  if (machine !== undefined) {
    event['host.name'] = machine
    event['vpn.device.name'] = machine
  }
  if (host !== undefined) event['vpn.device.id'] = host
  if (version !== undefined) event['vpn.client.version'] = version
  if (system !== undefined) {
    event['host.os.full'] = system
    event['vpn.client.os'] = system
  }
}

function setSession(event: Event, columns: readonly string[]): void {
  const method = textAt(columns, 3)
  const tunnel = textAt(columns, 4)
  const reason = textAt(columns, 18) ?? textAt(columns, 19)
  const description = textAt(columns, 20)
  const seconds = countAt(columns, 23)
  const portal = textAt(columns, 26)
  const gateway = textAt(columns, 34) ?? textAt(columns, 40) ?? portal
  if (method !== undefined) event['vpn.auth_method'] = method
  if (tunnel !== undefined) event['vpn.tunnel_type'] = tunnel
  if (portal !== undefined) event['vpn.group'] = portal
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  if (reason !== undefined) {
    event['event.reason'] = reason
    if (textAt(columns, 1)?.endsWith('logout') === true) event['vpn.disconnect_reason'] = reason
  }
  if (description !== undefined) event.message = description
  if (seconds !== undefined && seconds > 0) {
    event['event.duration'] = seconds * 1e9
    event['vpn.duration'] = seconds
  }
}
