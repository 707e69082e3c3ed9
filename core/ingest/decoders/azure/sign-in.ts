import type { Event } from '../../../event/event.ts'
import { isAddress } from '../../address.ts'
import { compileFieldMap, toCount } from '../../field-map.ts'
import type { KeyValues } from '../../key-values.ts'

/**
 * Result codes (AADSTS) that ask for, or tell of, a second factor:
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export const promptedCodes = new Set(['50072', '50074', '50076', '50079'])
export const refusedCodes = new Set(['500121', '50158'])
/** Steps on the way that ask the person or the browser for something else; what comes of it is a record of its own. */
export const interruptedCodes = new Set([
  '50058',
  '50097',
  '50125',
  '50127',
  '50129',
  '50140',
  '50199',
  '65001',
  '16000',
  '16001',
])

const setFields = compileFieldMap({
  text: {
    'event.action': 'operationName',
    'event.reason': 'properties.status.failureReason resultDescription',
    'network.application': 'properties.appDisplayName',
    'source.geo.city_name': 'properties.location.city',
    'source.geo.country_iso_code': 'properties.location.countryOrRegion',
    'user.id': 'properties.userId',
    'user_agent.original': 'properties.userAgent',
    'vpn.client.os': 'properties.deviceDetail.operatingSystem',
    'vpn.device.id': 'properties.deviceDetail.deviceId',
    'vpn.device.name': 'properties.deviceDetail.displayName',
  },
})

/** A sign-in to Microsoft Entra ID. Only one of a person (not of a service) is an attempt at access. */
export function readSignIn(event: Event, pairs: KeyValues): void {
  const code = pairs.get('properties.status.errorCode') ?? pairs.get('resultType') ?? '0'
  event['event.category'] = ['authentication']
  event['event.type'] = ['info']
  event['event.outcome'] = code === '0' ? 'success' : 'failure'
  event['observer.vendor'] = 'Microsoft'
  event['observer.product'] = 'Entra ID'
  setFields(event, pairs)
  const duration = toCount(pairs.get('durationMs'))
  if (duration !== undefined) event['event.duration'] = duration * 1e6
  setCaller(event, pairs.get('callerIpAddress') ?? pairs.get('properties.ipAddress'))
  const principal = pairs.get('properties.userPrincipalName')
  if (principal === undefined) return
  setPrincipal(event, principal)
  if (pairs.get('properties.isInteractive') !== 'false') setStep(event, code)
}

function setStep(event: Event, code: string): void {
  if (promptedCodes.has(code)) {
    event['vpn.step'] = 'challenge'
    event['vpn.mfa.result'] = 'prompted'
  } else if (refusedCodes.has(code)) {
    event['vpn.step'] = 'challenge'
    event['vpn.mfa.result'] = 'failure'
  } else if (!interruptedCodes.has(code)) event['vpn.step'] = 'attempt'
}

function setPrincipal(event: Event, principal: string): void {
  const at = principal.indexOf('@')
  event['user.name'] = at > 0 ? principal.slice(0, at) : principal
  if (at <= 0) return
  event['user.domain'] = principal.slice(at + 1)
  event['user.email'] = principal
}

/** `192.0.2.1`, `192.0.2.1:443`, `[2001:db8::1]:443`. */
function setCaller(event: Event, caller: string | undefined): void {
  if (caller === undefined) return
  let address = caller
  let port = ''
  if (!isAddress(caller)) {
    const colon = caller.lastIndexOf(':')
    port = caller.slice(colon + 1)
    address = caller.slice(0, colon)
    if (address.startsWith('[') && address.endsWith(']')) address = address.slice(1, -1)
  }
  if (!isAddress(address)) return
  event['source.ip'] = address
  event['client.ip'] = address
  const number = toCount(port)
  if (number !== undefined) event['source.port'] = number
}
