import type { Event, VpnStep } from '../../../event/event.ts'
import { wordsOf } from '../../outcome.ts'
import { remember } from '../../remember.ts'

/** Words of which a record of a person's remote access has at least one. */
const context = words(
  'vpn sslvpn ipsec ikev2 l2tp globalprotect anyconnect netextender pulse zpa tunnel radius mfa otp ssh',
)
/** Check Point's name of its firewall, whatever the record is about. */
const productName = 'VPN-1 & FireWall-1'
const logInOrOut = /log (in|out|on|off)\b/gi
const ends = words('logout logoff disconnect disconnected down closed terminated ended stop stopped expired')
const failures = words('failed failure fail denied deny rejected reject invalid locked blocked refused')
const challenges = words('challenge challenged prompt prompted')
const updates = words('stats statistics update interim keepalive rekey')
const starts = words('connected connect connection login logon up established start started')
const checks = words('auth authentication authenticated authenticate success successful accepted')

/**
 * `vpn.step`, outcome and category of a login or session of a person, as far as the record's own words tell.
 * `description` names product, class, event and action.
 */
export function setRemoteAccess(event: Event, description: string): void {
  if (event['user.name'] === undefined || event['vpn.step'] !== undefined) return
  const told = stepTold(description)
  if (told === undefined) return
  const isRefused = told.failed || event['event.outcome'] === 'failure'
  const step = isRefused && told.step === 'start' ? 'attempt' : told.step
  event['vpn.step'] = step
  if (step === 'attempt' && isRefused) event['event.outcome'] = 'failure'
  else if (step === 'challenge') event['vpn.mfa.result'] = 'prompted'
  else event['event.outcome'] ??= 'success'
  event['event.category'] ??= [step === 'attempt' || step === 'challenge' ? 'authentication' : 'session']
  event['event.type'] ??= [step === 'start' ? 'start' : step === 'end' ? 'end' : 'info']
}

/** Descriptions repeat; what their words tell is found once. */
const stepTold = remember((description): { step: VpnStep; failed: boolean } | undefined => {
  const joined = description
    .replace(productName, '')
    .replace(logInOrOut, (_, word: string) => `log${word.toLowerCase()}`)
  const found = wordsOf(joined)
  const has = (set: ReadonlySet<string>): boolean => found.some((word) => set.has(word))
  const step = has(context) ? stepOf(has) : undefined
  return step === undefined ? undefined : { step, failed: has(failures) }
})

function stepOf(has: (set: ReadonlySet<string>) => boolean): VpnStep | undefined {
  if (has(updates)) return 'update'
  if (has(ends)) return 'end'
  if (has(challenges)) return 'challenge'
  if (has(starts)) return has(failures) ? 'attempt' : 'start'
  return has(checks) ? 'attempt' : undefined
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
