import type { Event, VpnStep } from '../../../event/event.ts'
import { readAddressPort } from '../address-port.ts'
import { setPerson } from '../../set-person.ts'

/** What a cloud service tells of a sign-in; '' for what it does not. */
export interface SignIn {
  /** Epoch ms. */
  time: number
  vendor: string
  product: string
  action: string
  outcome: 'success' | 'failure' | 'unknown' | undefined
  /** undefined: it is no check of a person. */
  step: VpnStep | undefined
  mfa?: 'success' | 'failure' | 'prompted' | undefined
  user: string
  userId?: string
  address: string
  city?: string
  country?: string
  reason?: string
  /** Factor or protocol. */
  method?: string
  application?: string
  agent?: string
  os?: string
  device?: string
  deviceId?: string
  session?: string
  category?: readonly string[]
  type?: readonly string[]
}

export function signInEvent(told: SignIn): Event {
  const event: Event = {
    '@timestamp': told.time,
    'event.kind': 'event',
    'event.category': told.category ?? ['authentication'],
    'event.type': told.type ?? ['info'],
    'observer.vendor': told.vendor,
    'observer.product': told.product,
  }
  if (told.outcome !== undefined) event['event.outcome'] = told.outcome
  setPerson(event, told.user)
  const end = readAddressPort(told.address)
  if (end !== undefined) {
    event['source.ip'] = event['client.ip'] = end.address
    if (end.port !== undefined && end.port > 0) event['source.port'] = end.port
  }
  setTexts(event, told)
  const { country = '' } = told
  if (country.length === 2) event['source.geo.country_iso_code'] = country.toUpperCase()
  else if (country !== '') event['source.geo.country_name'] = country
  if (told.mfa !== undefined) event['vpn.mfa.result'] = told.mfa
  if (told.step !== undefined && event['user.name'] !== undefined) event['vpn.step'] = told.step
  return event
}

const texts = [
  ['event.action', 'action'],
  ['event.reason', 'reason'],
  ['user.id', 'userId'],
  ['source.geo.city_name', 'city'],
  ['vpn.auth_method', 'method'],
  ['network.application', 'application'],
  ['user_agent.original', 'agent'],
  ['vpn.client.os', 'os'],
  ['vpn.device.name', 'device'],
  ['vpn.device.id', 'deviceId'],
  ['vpn.session_id', 'session'],
] as const

function setTexts(event: Event, told: SignIn): void {
  for (const [field, key] of texts) {
    const text = told[key]
    if (text !== undefined && text !== '') event[field] = text
  }
}
