import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { addressOf, countOf, setUser } from './fields.ts'
import type { Pairs } from './pairs.ts'

/**
 * `subtype=vpn`: SSL VPN and dial-up IPsec. What happened is in `action` (and `status`); ids overlap between releases.
 *
 * FortiOS counts from the gateway: `rcvdbyte` came from the person. Without a step of a person's session (site-to-site
 * tunnels, negotiation) the local end is the source, as FortiOS and Elastic's mapping of it have it, unless the peer
 * began; with one, the person is the source, and the gateway the destination where the line names it.
 */
export function readVpn(event: Event, pairs: Pairs): void {
  setUser(event, pairs.get('eapuser') ?? pairs.get('xauthuser') ?? pairs.get('user'))
  setEnds(event, pairs)
  const step = stepOf(event, pairs)
  if (step === undefined) return
  event['vpn.step'] = step
  setPerson(event, pairs)
  setSession(event, pairs)
}

function setEnds(event: Event, pairs: Pairs): void {
  const local = addressOf(pairs, 'srcip', 'locip')
  const remote = addressOf(pairs, 'dstip', 'remip')
  const localPort = countOf(pairs, 'srcport') ?? countOf(pairs, 'locport')
  const remotePort = countOf(pairs, 'dstport') ?? countOf(pairs, 'remport')
  const [from, to] = beganRemotely(pairs)
    ? (['destination', 'source'] as const)
    : (['source', 'destination'] as const)
  if (local !== undefined) event[`${from}.ip`] = local
  if (remote !== undefined) event[`${to}.ip`] = remote
  if (localPort !== undefined) event[`${from}.port`] = localPort
  if (remotePort !== undefined) event[`${to}.port`] = remotePort
}

/** The peer began a negotiation: FortiOS says so, or complains of what the peer proposed. */
function beganRemotely(pairs: Pairs): boolean {
  const initiator = pairs.get('init')
  if (initiator !== undefined) return initiator === 'remote'
  if (pairs.get('role') === 'responder' || pairs.get('dir') === 'inbound') return true
  return pairs.get('reason')?.startsWith('peer SA proposal') ?? false
}

function stepOf(event: Event, pairs: Pairs): VpnStep | undefined {
  const action = (pairs.get('action') ?? '').toLowerCase()
  const user = event['user.name']
  if (action === 'ssl-login-fail') return attempt(event, 'failure')
  if (action === 'ssl-login') return attempt(event, 'success')
  if (user === undefined || isAddress(user)) return undefined
  if (isSecondFactor(pairs)) return challenge(event, pairs)
  switch (action) {
    case 'tunnel-up':
      event['event.outcome'] ??= 'success'
      return 'start'
    case 'tunnel-down':
      return 'end'
    case 'tunnel-stats':
      return 'update'
    case 'negotiate':
      return event['event.outcome'] === 'failure' ? attempt(event, 'failure') : undefined
    default:
      return undefined
  }
}

function attempt(event: Event, outcome: 'success' | 'failure'): VpnStep {
  event['event.outcome'] = outcome
  return 'attempt'
}

export function isSecondFactor(pairs: Pairs): boolean {
  const action = (pairs.get('action') ?? '').toLowerCase()
  if (action.includes('two-factor') || action.includes('2fa') || action.includes('token')) return true
  const told = `${pairs.get('logdesc') ?? ''} ${pairs.get('msg') ?? ''}`.toLowerCase()
  return told.includes('two-factor') || told.includes('fortitoken') || told.includes('token code')
}

/** A second factor that was asked for, and what came of it. */
export function challenge(event: Event, pairs: Pairs): VpnStep {
  const status = (pairs.get('status') ?? pairs.get('result') ?? '').toLowerCase()
  const failed = status.startsWith('fail') || status === 'denied' || status === 'error'
  const passed = status.startsWith('success') || status === 'ok'
  event['vpn.mfa.result'] = failed ? 'failure' : passed ? 'success' : 'prompted'
  if (failed) event['event.outcome'] = 'failure'
  return 'challenge'
}

function setPerson(event: Event, pairs: Pairs): void {
  const remote = addressOf(pairs, 'remip', 'srcip')
  if (remote === undefined) return
  const local = addressOf(pairs, 'locip')
  event['source.ip'] = remote
  event['client.ip'] = remote
  delete event['destination.ip']
  if (local === undefined) return
  event['destination.ip'] = local
  event['server.ip'] = local
  const remotePort = countOf(pairs, 'remport')
  const localPort = countOf(pairs, 'locport')
  if (remotePort !== undefined) event['source.port'] = remotePort
  if (localPort !== undefined) event['destination.port'] = localPort
}

function setSession(event: Event, pairs: Pairs): void {
  const assigned = addressOf(pairs, 'tunnelip', 'assignip')
  const group = pairs.get('group') ?? pairs.get('xauthgroup') ?? pairs.get('vpntunnel')
  const tunnel = pairs.get('tunneltype')
  const session = pairs.get('tunnelid')
  const gateway = pairs.get('devname')
  const device = pairs.get('fctuid')
  const host = pairs.get('dst_host')
  const reason = pairs.get('reason')
  const received = countOf(pairs, 'rcvdbyte')
  const sent = countOf(pairs, 'sentbyte')
  const duration = countOf(pairs, 'duration')
  if (assigned !== undefined && assigned !== '0.0.0.0') event['vpn.assigned_ip'] = assigned
  if (group !== undefined) event['vpn.group'] = group
  if (tunnel !== undefined) event['vpn.tunnel_type'] = tunnel
  if (session !== undefined && session !== '0') event['vpn.session_id'] = session
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  if (device !== undefined) event['vpn.device.id'] = device
  if (host !== undefined) event['vpn.device.name'] = host
  if (reason !== undefined && event['vpn.step'] === 'end') event['vpn.disconnect_reason'] = reason
  if (received !== undefined) event['vpn.bytes_in'] = received
  if (sent !== undefined) event['vpn.bytes_out'] = sent
  if (duration !== undefined) event['vpn.duration'] = duration
}
