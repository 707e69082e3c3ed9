import type { Event, VpnStep } from '../../../event/event.ts'
import { firstOf, toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'
import { setPerson } from '../../set-person.ts'
import { setSession } from './fields.ts'

/** Logins and logouts of firewall, My Account, VPN, SSL VPN and L2TP/PPTP users, by message id. */
const startIds = new Set('17701 17704 17707 17710 17713'.split(' '))
const endIds = new Set('17703 17706 17709 17712 17715'.split(' '))

/** Authentication components of remote access; the others log in to the firewall itself or its portal. */
const remoteComponents = new Set([
  'SSL VPN Authentication',
  'VPN Authentication',
  'SSL VPN',
  'SSL VPN Portal Authentication',
])
const remoteClients = new Set(['SSLVPN', 'IPSec', 'SSL VPN', 'L2TP', 'PPTP'])
const networkClients = new Set(['SSLVPN', 'IPSec', 'Thin Client', 'Radius SSO'])

/** Tunnels of remote users; `IPSec` is also the component of site-to-site tunnels, which name no user. */
const tunnelComponents = new Set(['SSL VPN', 'SSL VPN Client', 'L2TP', 'PPTP', 'IPSec', 'IPsec'])

/** `log_type="Event"`: authentication, administrators, tunnels, the system. */
export function readSystemEvent(event: Event, pairs: KeyValues, id: string): void {
  const subtype = pairs.get('log_subtype')
  const component = pairs.get('log_component') ?? ''
  const client = pairs.get('auth_client') ?? ''
  setSession(event, pairs)
  const message = pairs.get('message')
  if (message !== undefined) event.message = message
  const categories: string[] = []
  const types: string[] = []
  if (networkClients.has(client)) {
    categories.push('network')
    types.push('connection')
  }
  if (subtype === 'Authentication') categories.push('authentication')
  if (startIds.has(id)) types.push('user', 'start')
  if (endIds.has(id)) types.push('user', 'end')
  if (id === '17819') {
    categories.push('host', 'malware')
    types.push('info')
  }
  if (categories.length > 0) event['event.category'] = categories
  if (types.length > 0) event['event.type'] = types
  const name = firstOf(pairs, ['name', 'user_name', 'username'])
  setPerson(event, name)
  // Here the login name is the address of the person: the domain tells directories apart.
  if (name !== undefined && event['user.email'] !== undefined) event['user.name'] = name
  if (subtype === 'Authentication') setOutcome(event, pairs)
  if (subtype === 'Admin' && id === '17507') setOutcome(event, pairs)
  const step = stepOf(event, pairs, component, client, id)
  if (step !== undefined) readRemoteAccess(event, pairs, step)
}

function setOutcome(event: Event, pairs: KeyValues): void {
  const status = pairs.get('status')
  if (status === 'Successful') event['event.outcome'] = 'success'
  else if (status === 'Failed') event['event.outcome'] = 'failure'
}

function stepOf(
  event: Event,
  pairs: KeyValues,
  component: string,
  client: string,
  id: string,
): VpnStep | undefined {
  if (event['user.name'] === undefined) return undefined
  const status = pairs.get('status') ?? ''
  if (pairs.get('log_subtype') === 'Authentication') {
    if (!remoteComponents.has(component) && !remoteClients.has(client)) return undefined
    if (event['event.outcome'] === 'failure') return 'attempt'
    return endIds.has(id) ? 'end' : 'attempt'
  }
  if (!tunnelComponents.has(component)) return undefined
  switch (status) {
    case 'Established':
    case 'Connected':
      return 'start'
    case 'Terminated':
    case 'Disconnected':
      return 'end'
    case 'Failed':
      event['event.outcome'] = 'failure'
      return 'attempt'
    default:
      return undefined
  }
}

/** The tunnel counts from the firewall: `recv_bytes` came from the person. */
function readRemoteAccess(event: Event, pairs: KeyValues, step: VpnStep): void {
  event['vpn.step'] = step
  if (event['event.category'] === undefined) event['event.category'] = ['network', 'session']
  event['event.type'] ??= [step === 'end' ? 'end' : 'start']
  event['event.action'] ??= `vpn-${step}`
  if (step === 'start') event['event.outcome'] ??= 'success'
  const source = event['source.ip']
  if (source !== undefined) event['client.ip'] = source
  const gateway = pairs.get('device_name')
  if (gateway !== undefined) event['vpn.gateway'] = gateway
  const component = pairs.get('log_component') ?? ''
  const client = pairs.get('auth_client') ?? component
  event['vpn.tunnel_type'] = client.startsWith('SSL') ? 'ssl' : (client.toLowerCase().split(' ')[0] ?? '')
  const received = toCount(firstOf(pairs, ['recv_bytes', 'bytes_received']))
  const sent = toCount(firstOf(pairs, ['sent_bytes', 'bytes_sent']))
  const seconds = toCount(pairs.get('duration'))
  if (step !== 'attempt' && received !== undefined) event['vpn.bytes_in'] = received
  if (step !== 'attempt' && sent !== undefined) event['vpn.bytes_out'] = sent
  if (step === 'end' && seconds !== undefined) event['vpn.duration'] = seconds
  if (step !== 'end') delete event['vpn.disconnect_reason']
}
