import { Reject } from '../../../event/event.ts'
import type { Event } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { interruptedCodes, promptedCodes, refusedCodes } from '../azure/sign-in.ts'
import type { Facts } from './facts.ts'
import { signInEvent } from './sign-in.ts'

/**
 * A sign-in to Entra ID as Microsoft Graph lists it (https://learn.microsoft.com/graph/api/resources/signin), as the portal
 * exports it to CSV, and as the tables SigninLogs and AADNonInteractiveUserSignInLogs of Log Analytics and Sentinel hold it.
 */
export function readEntra(facts: Facts, context: DecodeContext): Event | Reject {
  // All three give times in UTC, the portal without saying so.
  const time = parseTime(facts('createddatetime', 'dateutc', 'timegenerated', 'timegeneratedutc'), {
    ...context,
    zoneOffset: 0,
  })
  if (Number.isNaN(time)) return new Reject('no readable time in this sign-in')
  const code = facts('status.errorcode', 'resulttype', 'signinerrorcode')
  const status = facts('status').toLowerCase()
  const isSuccess = code === '' ? status === 'success' : code === '0'
  const outcome = isSuccess
    ? 'success'
    : interruptedCodes.has(code) || status === 'interrupted'
      ? 'unknown'
      : 'failure'
  const isPrompt = promptedCodes.has(code)
  const isRefusal = refusedCodes.has(code)
  const [city, country] = placeOf(facts)
  return signInEvent({
    time,
    vendor: 'Microsoft',
    product: 'Entra ID',
    action: facts('operationname') || 'Sign-in activity',
    outcome: isPrompt ? 'failure' : outcome,
    step: isQuiet(facts)
      ? undefined
      : isPrompt || isRefusal
        ? 'challenge'
        : outcome === 'unknown'
          ? undefined
          : 'attempt',
    mfa: isPrompt ? 'prompted' : isRefusal ? 'failure' : secondFactor(facts, isSuccess),
    user: facts('userprincipalname', 'username', 'identity'),
    userId: facts('userid'),
    address: facts('ipaddress', 'ipaddr', 'callingipaddress'),
    city,
    country,
    reason: isSuccess ? '' : reasonOf(facts),
    method: facts(
      'authenticationdetails.authenticationmethod',
      'multifactorauthenticationauthmethod',
      'mfadetail.authmethod',
      'mfadetail.authmethod',
      'clientappused',
      'clientapp',
    ),
    application: facts('appdisplayname', 'application'),
    agent: facts('useragent'),
    os: facts('devicedetail.operatingsystem', 'operatingsystem'),
    device: facts('devicedetail.displayname'),
    deviceId: facts('devicedetail.deviceid', 'deviceid'),
  })
}

/** Tokens that are renewed in the background tell of no new sign-in. */
function isQuiet(facts: Facts): boolean {
  return (
    facts('isinteractive') === 'false' ||
    /^(?:aad)?noninteractive/i.test(facts('type', 'category', 'signineventtypes'))
  )
}

function reasonOf(facts: Facts): string {
  const reason = facts('status.failurereason', 'resultdescription', 'failurereason')
  return reason === 'Other.' ? facts('status.additionaldetails') || reason : reason
}

/** Said where a second factor was required of this sign-in itself and not taken over from one before. */
function secondFactor(facts: Facts, isSuccess: boolean): 'success' | undefined {
  if (!isSuccess) return undefined
  const told = facts(
    'multifactorauthenticationresult',
    'status.additionaldetails',
    'mfadetail.authdetail',
  ).toLowerCase()
  return told.includes('completed') || told.includes('mfa successfully') ? 'success' : undefined
}

/** City and country: apart, or `Berlin, Berlin, DE` as the portal joins them. */
function placeOf(facts: Facts): [city: string, country: string] {
  const city = facts('location.city', 'locationdetails.city')
  const country = facts('location.countryorregion', 'locationdetails.countryorregion')
  if (city !== '' || country !== '') return [city, country]
  const parts = facts('location').split(', ')
  return parts.length > 1 ? [parts[0] ?? '', parts.at(-1) ?? ''] : ['', parts[0] ?? '']
}

export function isEntra(flat: ReadonlyMap<string, unknown>): boolean {
  if (flat.has('createdDateTime') && flat.has('userPrincipalName'))
    return flat.has('ipAddress') || flat.has('status.errorCode')
  return (
    flat.has('UserPrincipalName') &&
    flat.has('ResultType') &&
    (flat.has('TimeGenerated') || flat.has('TimeGenerated [UTC]'))
  )
}
