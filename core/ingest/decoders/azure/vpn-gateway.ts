import type { Event, VpnStep } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { readAccount } from '../../account.ts'
import { resourceName } from './resource.ts'

/**
 * Diagnostics of a VPN gateway. Tunnels and IKE tell of sites and packets; the point-to-site log tells of people, in
 * sentences of which the documentation names the phrases:
 * https://learn.microsoft.com/azure/virtual-wan/monitor-point-to-site-connections
 */
export function readVpnGateway(event: Event, pairs: KeyValues): void {
  const category = pairs.get('category') ?? pairs.get('Category') ?? ''
  const operation = pairs.get('operationName') ?? pairs.get('OperationName')
  const message = ['properties.message', 'properties.Message', 'Message', 'message', 'properties.msg']
    .map((key) => pairs.get(key))
    .find((text) => text !== undefined)
  const resource = pairs.get('resourceId') ?? pairs.get('ResourceId') ?? pairs.get('Resource')
  event['event.category'] = ['network']
  event['event.type'] = [typeOf(category, operation ?? '')]
  event['event.provider'] = category
  event['observer.product'] = 'VPN Gateway'
  event['observer.type'] = 'vpn'
  event['observer.vendor'] = 'Azure'
  if (operation !== undefined) event['event.action'] = operation
  if (resource !== undefined) event['observer.name'] = event['vpn.gateway'] = resourceName(resource)
  setPeers(event, pairs)
  if (message === undefined) return
  event.message = message
  readPeers(event, message)
  if (category === 'P2SDiagnosticLog') readPointToSite(event, message)
}

function typeOf(category: string, operation: string): string {
  if (category === 'GatewayDiagnosticLog') return 'change'
  if (operation === 'TunnelConnected') return 'start'
  return operation === 'TunnelDisconnected' ? 'end' : 'info'
}

function setPeers(event: Event, pairs: KeyValues): void {
  const remote = pairs.get('properties.remoteIP') ?? pairs.get('remoteIP_s') ?? ''
  const local = pairs.get('properties.localIP') ?? pairs.get('localIP_s') ?? ''
  const reason = pairs.get('properties.stateChangeReason') ?? pairs.get('stateChangeReason_s')
  if (isAddress(remote)) event['source.ip'] = remote
  if (isAddress(local)) event['destination.ip'] = local
  if (reason !== undefined) event['event.reason'] = reason
}

/** `SESSION_ID :{…} Remote 192.0.2.7:500: Local 203.0.113.1:500: [RECEIVED]…` of IKE and point-to-site. */
function readPeers(event: Event, message: string): void {
  const session = wordAfter(message, 'SESSION_ID :') || wordAfter(message, 'SESSION_ID:')
  if (session !== '') event['vpn.session_id'] = session
  const [remote, remotePort] = endAfter(message, 'Remote ')
  const [local, localPort] = endAfter(message, 'Local ')
  if (remote !== undefined) event['source.ip'] = remote
  if (remotePort !== undefined) event['source.port'] = remotePort
  if (local !== undefined) event['destination.ip'] = local
  if (localPort !== undefined) event['destination.port'] = localPort
}

function readPointToSite(event: Event, message: string): void {
  const { name, domain, email } = readAccount(
    wordAfter(message, 'Username=') || wordAfter(message, 'UserName='),
  )
  if (name === '') return
  event['user.name'] = name
  if (domain !== '') event['user.domain'] = domain
  if (email !== '') event['user.email'] = email
  const assigned = wordAfter(message, ' IP=')
  if (isAddress(assigned)) event['vpn.assigned_ip'] = assigned
  const step = stepOf(message.toLowerCase())
  if (step === undefined) return
  const [kind, outcome] = step
  event['vpn.step'] = kind
  event['event.outcome'] = outcome
  event['event.category'] = [kind === 'attempt' ? 'authentication' : 'session']
  event['event.type'] = [kind === 'start' ? 'start' : kind === 'end' ? 'end' : 'info']
}

function stepOf(text: string): readonly [VpnStep, 'success' | 'failure'] | undefined {
  if (text.includes('connection successful') || text.includes('connection succeeded'))
    return ['start', 'success']
  if (text.includes('connection failed') || text.includes('authentication failed'))
    return ['attempt', 'failure']
  if (text.includes('authentication succeeded') || text.includes('authentication successful'))
    return ['attempt', 'success']
  return text.includes('disconnected') || text.includes('connection closed') || text.includes('terminated')
    ? ['end', 'success']
    : undefined
}

/** What stands between `mark` and the next blank, comma or semicolon. */
function wordAfter(text: string, mark: string): string {
  const at = text.indexOf(mark)
  if (at < 0) return ''
  const start = at + mark.length
  let end = start
  while (end < text.length && end - start < 256 && !' ,;'.includes(text.charAt(end))) end++
  return text.slice(start, end)
}

/** `192.0.2.7:500:` after `mark`. */
function endAfter(text: string, mark: string): [string | undefined, number | undefined] {
  const [address = '', port] = wordAfter(text, mark).split(':', 3)
  return isAddress(address) ? [address, toCount(port)] : [undefined, undefined]
}
