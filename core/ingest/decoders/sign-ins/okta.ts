import { Reject } from '../../../event/event.ts'
import type { Event, VpnStep } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import type { Facts } from './facts.ts'
import { signInEvent } from './sign-in.ts'

/** Event types that tell of a check of a person (https://developer.okta.com/docs/reference/api/event-types/). */
const steps: ReadonlyMap<string, VpnStep> = new Map([
  ['user.session.start', 'attempt'],
  ['user.authentication.auth_via_radius', 'attempt'],
  ['user.authentication.auth_via_richclient', 'attempt'],
  ['app.radius.user_authentication', 'attempt'],
  ['user.authentication.auth_via_mfa', 'challenge'],
  ['user.authentication.verify', 'challenge'],
  ['user.mfa.okta_verify.deny_push', 'challenge'],
  ['system.push.send_factor_verify_push', 'challenge'],
  ['system.sms.send_factor_verify_message', 'challenge'],
  ['system.voice.send_mfa_challenge_call', 'challenge'],
  ['system.email.mfa_enroll_notification.sent_message', 'challenge'],
])

const outcomes: ReadonlyMap<string, 'success' | 'failure' | 'unknown'> = new Map([
  ['success', 'success'],
  ['allow', 'success'],
  ['failure', 'failure'],
  ['deny', 'failure'],
  ['rate_limit', 'failure'],
  ['challenge', 'unknown'],
  ['skipped', 'unknown'],
  ['unknown', 'unknown'],
])

/** A record of the System Log, as its API and its log streams give it. */
export function readOkta(facts: Facts, context: DecodeContext): Event | Reject {
  const time = parseTime(facts('published', 'timestamp'), context)
  if (Number.isNaN(time)) return new Reject('no readable time in this record of the System Log')
  const action = facts('eventtype', 'event_type')
  const result = facts('outcome.result', 'outcomeresult').toLowerCase()
  const isDenied = action.endsWith('deny_push')
  const outcome = isDenied ? 'failure' : outcomes.get(result)
  const step = steps.get(action)
  const isSent = action.startsWith('system.')
  const method = facts(
    'debugcontext.debugdata.factor',
    'authenticationcontext.credentialtype',
    'debugcontext.debugdata.authenticatorkey',
  )
  return signInEvent({
    time,
    vendor: 'Okta',
    product: 'System Log',
    action,
    outcome,
    step: outcome === 'unknown' && !isSent ? undefined : step,
    mfa:
      step !== 'challenge' ? undefined : isSent ? 'prompted' : outcome === 'failure' ? 'failure' : 'success',
    user: facts('actor.alternateid', 'actoralternateid'),
    userId: facts('actor.id', 'actorid'),
    address: facts('client.ipaddress', 'clientipaddress'),
    city: facts('client.geographicalcontext.city', 'clientgeographicalcontextcity'),
    country: facts('client.geographicalcontext.country', 'clientgeographicalcontextcountry'),
    reason: facts('outcome.reason', 'outcomereason'),
    method,
    application: facts('target.displayname'),
    agent: facts('client.useragent.rawuseragent', 'clientuseragentrawuseragent'),
    os: facts('client.useragent.os', 'clientuseragentos'),
    device: facts('device.name', 'client.device'),
    deviceId: facts('device.id', 'client.id'),
    session: facts('authenticationcontext.externalsessionid'),
    category: categoryOf(action),
    type: action.endsWith('.end') ? ['end'] : ['info'],
  })
}

function categoryOf(action: string): readonly string[] {
  if (/^(?:user\.(?:lifecycle|account|mfa\.factor)|group\.)/.test(action)) return ['iam']
  if (action.startsWith('policy.lifecycle') || action.startsWith('system.api_token')) return ['configuration']
  return /^user\.session\.(?:end|clear)/.test(action) ? ['session'] : ['authentication']
}

export function isOkta(flat: ReadonlyMap<string, unknown>): boolean {
  return flat.has('eventType') && flat.has('published') && flat.has('actor.alternateId')
}
