import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'

/** Blades through which people come in; an `Identity Awareness` login only tells who uses an address inside. */
const remoteProducts = new Set([
  'Mobile Access',
  'Connectra',
  'VPN-1 & FireWall-1',
  'VPN',
  'Endpoint Security VPN',
  'Check Point Capsule VPN',
  'SSL Network Extender',
])

/** Logins, logouts and the Office Mode lease of Mobile Access and IPsec remote access (sk144192, "Description of Fields"). */
export function readRemoteAccess(event: Event, pairs: KeyValues, action: string): void {
  const product = pairs.get('product') ?? ''
  if (!remoteProducts.has(product) && pairs.get('vpn_feature_name') === undefined) return
  const office = pairs.get('office_mode_ip') ?? pairs.get('om_ip')
  switch (action) {
    case 'Log In':
      event['vpn.step'] = event['event.outcome'] === 'failure' ? 'attempt' : 'start'
      break
    case 'Failed Log In':
    case 'Failed Login':
      event['vpn.step'] = 'attempt'
      event['event.outcome'] = 'failure'
      break
    case 'Log Out':
    case 'Logout':
      event['vpn.step'] = 'end'
      setEnd(event)
      break
    case 'Key Install':
      if (office === undefined || event['user.name'] === undefined) return
      event['vpn.step'] = 'assign'
      break
    default:
      return
  }
  setSession(event, pairs, office)
}

function setEnd(event: Event): void {
  event['event.action'] = 'logged-out'
  event['event.category'] = ['network', 'authentication']
  event['event.type'] = ['end']
}

const textFields = [
  ['vpn.session_id', 'session_uid'],
  ['vpn.group', 'login_option'],
  ['vpn.auth_method', 'auth_method'],
  ['vpn.client.os', 'os_name'],
  ['vpn.client.version', 'client_version'],
  ['vpn.device.name', 'src_machine_name'],
  ['vpn.device.id', 'device_identification'],
  ['vpn.gateway', 'origin'],
] as const

function setSession(event: Event, pairs: KeyValues, office: string | undefined): void {
  const source = event['source.ip']
  if (source !== undefined) event['client.ip'] = source
  for (const [field, key] of textFields) {
    const value = pairs.get(key)
    if (value !== undefined) event[field] = value
  }
  if (office !== undefined && isAddress(office)) event['vpn.assigned_ip'] = office
  const type = pairs.get('tunnel_protocol') ?? pairs.get('scheme')
  if (type !== undefined) event['vpn.tunnel_type'] = type.toLowerCase()
  const reason = pairs.get('termination_reason') ?? pairs.get('fail_reason') ?? pairs.get('reason')
  if (reason !== undefined && event['vpn.step'] === 'end') event['vpn.disconnect_reason'] = reason
  if (reason !== undefined && event['vpn.step'] === 'attempt') event['event.reason'] = reason
  const seconds = toCount(pairs.get('duration') ?? pairs.get('elapsed'))
  if (seconds !== undefined && event['vpn.step'] === 'end') event['vpn.duration'] = seconds
}
