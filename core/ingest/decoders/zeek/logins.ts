import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { compileFields } from '../flat-fields.ts'
import { flagOf, textOf } from '../flat-values.ts'
import type { Values } from '../flat-values.ts'

/** Zeek sees from the shape of the encrypted traffic whether a login worked, never whose it was. */
export function readSsh(event: Event, values: Values): void {
  const accepted = flagOf(values, 'auth_success')
  const client = textOf(values, 'client')
  if (client !== undefined) event['vpn.client.version'] = client
  if (accepted === undefined) return
  event['event.outcome'] = accepted ? 'success' : 'failure'
  event['vpn.step'] = 'attempt'
  event['vpn.auth_method'] = 'ssh'
}

const radiusOutcomes = new Map<string, NonNullable<Event['event.outcome']>>([
  ['success', 'success'],
  ['failed', 'failure'],
  ['unknown', 'unknown'],
])

/** An address the server leaves to the client (255.255.255.255) or to the gateway (…254), RFC 2865 §5.8. */
const undecided = new Set(['255.255.255.255', '255.255.255.254'])

const setRadius = compileFields({
  text: { 'user.name': 'username', 'vpn.device.id': 'mac', message: 'reply_msg' },
})

/**
 * A gateway asks for a person. Where the gateway tells where the person comes from (Tunnel-Client-Endpoint), that is
 * the source, or all who log in would seem to come from the gateway itself.
 */
export function readRadius(event: Event, values: Values): void {
  const gateway = event['source.ip']
  const outer = textOf(values, 'tunnel_client')
  const inner = textOf(values, 'framed_addr')
  event['event.outcome'] = radiusOutcomes.get(textOf(values, 'result') ?? '') ?? 'unknown'
  event['vpn.step'] = 'attempt'
  event['vpn.auth_method'] = 'radius'
  setRadius(event, values)
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  if (outer !== undefined && isAddress(outer)) {
    event['source.ip'] = outer
    delete event['source.port']
  }
  if (inner !== undefined && isAddress(inner) && !undecided.has(inner)) event['vpn.assigned_ip'] = inner
}

const setKerberos = compileFields({ text: { 'event.action': 'request_type', 'event.reason': 'error_msg' } })

/** `client` is `jdoe/EXAMPLE.COM`. Tickets are got all day long: they are no logins to a VPN. */
export function readKerberos(event: Event, values: Values): void {
  setKerberos(event, values)
  const client = textOf(values, 'client')
  const slash = client?.indexOf('/') ?? -1
  if (client !== undefined && slash > 0) {
    event['user.name'] = client.slice(0, slash)
    event['user.domain'] = client.slice(slash + 1)
  }
  setOutcome(event, values)
}

const setNtlm = compileFields({
  text: { 'user.name': 'username', 'user.domain': 'domainname', 'host.hostname': 'hostname' },
})

export function readNtlm(event: Event, values: Values): void {
  setNtlm(event, values)
  setOutcome(event, values)
}

function setOutcome(event: Event, values: Values): void {
  const success = flagOf(values, 'success')
  if (success !== undefined) event['event.outcome'] = success ? 'success' : 'failure'
}
