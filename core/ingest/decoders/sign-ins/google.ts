import { Reject } from '../../../event/event.ts'
import type { Event, VpnStep } from '../../../event/event.ts'
import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import type { Facts } from './facts.ts'
import { signInEvent } from './sign-in.ts'

interface Told {
  step?: VpnStep
  outcome?: 'success' | 'failure'
  mfa?: 'success' | 'failure' | 'prompted'
  category?: readonly string[]
  type?: readonly string[]
}

/** Login audit events (https://developers.google.com/workspace/admin/reports/v1/appendix/activity/login). */
const events: ReadonlyMap<string, Told> = new Map<string, Told>([
  ['login_success', { step: 'attempt', outcome: 'success' }],
  ['login_failure', { step: 'attempt', outcome: 'failure' }],
  ['login_challenge', { step: 'challenge', mfa: 'prompted' }],
  ['login_verification', { step: 'challenge' }],
  ['logout', { category: ['session'], type: ['end'], outcome: 'success' }],
  ['suspicious_login', { outcome: 'success' }],
  ['suspicious_login_less_secure_app', { outcome: 'success' }],
  ['suspicious_programmatic_login', { outcome: 'success' }],
  ['account_disabled_password_leak', { category: ['iam'], type: ['user', 'change'] }],
  ['account_disabled_hijacked', { category: ['iam'], type: ['user', 'change'] }],
  ['2sv_disable', { category: ['iam'], type: ['user', 'change'] }],
  ['2sv_enroll', { category: ['iam'], type: ['user', 'change'] }],
  ['password_edit', { category: ['iam'], type: ['user', 'change'] }],
  ['recovery_email_edit', { category: ['iam'], type: ['user', 'change'] }],
])

/** An activity of the Reports API, or a row of the Admin console's login audit. */
export function readGoogle(
  flat: ReadonlyMap<string, unknown>,
  facts: Facts,
  context: DecodeContext,
): Event | Reject {
  const time = parseTime(facts('id.time', 'date'), context)
  if (Number.isNaN(time)) return new Reject('no readable time in this activity')
  const parameters = parametersOf(flat.get('events'))
  const name = facts('events.name', 'eventname', 'event').toLowerCase().replaceAll(' ', '_')
  const told = events.get(name) ?? {}
  const status = parameters.get('login_challenge_status')?.toLowerCase() ?? ''
  const failed = status.includes('fail') || status.includes('incorrect')
  const mfa = told.mfa ?? (name === 'login_verification' ? (failed ? 'failure' : 'success') : undefined)
  return signInEvent({
    time,
    vendor: 'Google',
    product: 'Workspace',
    action: name,
    outcome: told.outcome ?? (mfa === 'failure' || mfa === 'success' ? mfa : undefined),
    step: told.step,
    mfa,
    user: facts('actor.email', 'actor', 'user'),
    userId: facts('actor.profileid'),
    address: facts('ipaddress'),
    country: facts('networkinfo.regioncode'),
    reason: parameters.get('login_failure_type') ?? '',
    method:
      parameters.get('login_challenge_method') ??
      parameters.get('login_type') ??
      facts('logintype', 'challengetype'),
    ...(told.category === undefined ? {} : { category: told.category }),
    ...(told.type === undefined ? {} : { type: told.type }),
  })
}

/** `[{"name": "login_type", "value": "google_password"}, …]` of the first event. */
function parametersOf(list: unknown): Map<string, string> {
  const found = new Map<string, string>()
  const first: unknown = Array.isArray(list) ? list[0] : undefined
  const parameters: unknown =
    typeof first === 'object' && first !== null && 'parameters' in first ? first.parameters : undefined
  if (!Array.isArray(parameters)) return found
  for (const parameter of (parameters as unknown[]).slice(0, 50)) {
    if (typeof parameter !== 'object' || parameter === null) continue
    const entry = new Map<string, unknown>(Object.entries(parameter))
    const name = entry.get('name')
    const several = entry.get('multiValue')
    const last = Array.isArray(several) ? (several as unknown[]).at(-1) : undefined
    const value = entry.get('value') ?? entry.get('boolValue') ?? last
    if (typeof name === 'string' && (typeof value === 'string' || typeof value === 'boolean'))
      found.set(name, String(value))
  }
  return found
}

export function isGoogle(flat: ReadonlyMap<string, unknown>): boolean {
  return (
    flat.get('kind') === 'admin#reports#activity' || (flat.has('id.applicationName') && flat.has('events'))
  )
}
