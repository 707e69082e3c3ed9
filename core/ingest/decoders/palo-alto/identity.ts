import type { Event } from '../../../event/event.ts'
import { addressAt, countAt, textAt } from './columns.ts'
import { setSourceUser } from './connection.ts'

/** USERID: which user an address belongs to; from GlobalProtect it is the inner address of a session. */
export function readUserId(event: Event, subtype: string, columns: readonly string[]): void {
  event['event.category'] = ['network', 'iam']
  const address = addressAt(columns, 1)
  const sourcePort = countAt(columns, 7)
  const destinationPort = countAt(columns, 8)
  const code = textAt(columns, 4)
  if (address !== undefined) event['source.ip'] = address
  if (sourcePort !== undefined) event['source.port'] = sourcePort
  if (destinationPort !== undefined) event['destination.port'] = destinationPort
  if (code !== undefined) event['event.code'] = code
  setSourceUser(event, textAt(columns, 2))
  const isVpn = textAt(columns, 9) === 'vpn-client' || textAt(columns, 10) === 'globalprotect'
  if (!isVpn || subtype !== 'login' || address === undefined) return
  event['vpn.step'] = 'assign'
  event['vpn.assigned_ip'] = address
}

/** HIPMATCH: what a GlobalProtect client reports of its device; the address is the inner one. */
export function readHipMatch(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['network']
  setSourceUser(event, textAt(columns, 0))
  const six = addressAt(columns, 19)
  const address = six !== undefined && six !== '0.0.0.0' ? six : addressAt(columns, 4)
  const machine = textAt(columns, 2)
  const system = textAt(columns, 3)
  const match = textAt(columns, 5)
  const host = textAt(columns, 20)
  if (address !== undefined) {
    event['source.ip'] = address
    event['vpn.assigned_ip'] = address
  }
  if (machine !== undefined) {
    event['host.name'] = machine.toLowerCase()
    event['vpn.device.name'] = machine
  }
  if (system !== undefined) {
    event['host.os.full'] = system
    event['vpn.client.os'] = system
  }
  if (host !== undefined) event['vpn.device.id'] = host
  if (match !== undefined) event.message = `HIP ${textAt(columns, 7) ?? 'match'}: ${match}`
  event['vpn.step'] = 'update'
}

/** AUTHENTICATION: a factor of an authentication policy, from the second on a multi-factor challenge. */
export function readAuthentication(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['authentication']
  const result = textAt(columns, 13) ?? textAt(columns, 11) ?? ''
  const failed = /fail|den[iy]|reject|timeout|timed out/i.test(result)
  event['event.outcome'] = failed ? 'failure' : 'success'
  const address = addressAt(columns, 1)
  const factor = countAt(columns, 14)
  const method = textAt(columns, 8)
  if (address !== undefined) event['source.ip'] = address
  if (result !== '') event['event.reason'] = result
  setSourceUser(event, textAt(columns, 3) ?? textAt(columns, 2))
  if (factor === undefined || factor < 2) return
  event['vpn.step'] = 'challenge'
  event['vpn.mfa.result'] = failed ? 'failure' : 'success'
  if (method !== undefined) event['vpn.auth_method'] = method
}

/** IPTAG: a tag registered for an address. */
export function readIpTag(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['network']
  const address = addressAt(columns, 1)
  const code = textAt(columns, 3)
  if (address !== undefined) event['source.ip'] = address
  if (code !== undefined) event['event.code'] = code
}

/** CORRELATION: several records of one host that PAN-OS itself put together. */
export function readCorrelation(event: Event, columns: readonly string[]): void {
  event['event.category'] = ['network']
  event['event.outcome'] = 'success'
  const address = addressAt(columns, 0)
  const name = textAt(columns, 12)
  const evidence = textAt(columns, 14)
  if (address !== undefined) event['source.ip'] = address
  if (name !== undefined) event['rule.category'] = name
  if (evidence !== undefined) event.message = evidence
  setSourceUser(event, textAt(columns, 1))
}
