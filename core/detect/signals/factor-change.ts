import type { Act } from '../../event/act.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { hour, spanText } from './units.ts'

const within = 12 * hour
/** Words in which records of accounts speak of second factors. */
const factorWords = [
  'enroll',
  'mfa',
  'factor',
  'token',
  'authenticator',
  'otp',
  'bypass',
  'duo mobile',
  'phone',
]

/**
 * A second factor of a person is added, changed or bypassed, and within 12 h they sign in from a device or network never
 * used before (Elastic, Okta: factor updated, then a session, 12 h; the novelty is ours). T1098.005, T1556.006.
 *
 * Excuses: a new phone: the login comes from a known device and a known network; a person without earlier logins
 * enrols on their first day.
 */
export const factorChangeSignal: SignalFactory = {
  name: 'factor-change',
  kinds: ['notice', 'attempt', 'start'],
  create({ history, remember }) {
    const changes = remember<Act>('changes')
    return {
      see(act: Act) {
        if (act.user === '') return undefined
        if (act.kind === 'notice') {
          if (isFactorChange(act)) changes.set(act.user, act)
          return undefined
        }
        const change = changes.peek(act.user)
        if (!change || !isLogin(act)) return undefined
        const elapsed = act.time - change.time
        const person = history.person(act.user)
        if (elapsed < 0 || elapsed > within || !person || person.logins < 5) return undefined
        const newDevice = act.deviceId !== '' && !person.devices.has(act.deviceId)
        const newNetwork = act.network !== undefined && !person.networks.has(act.network.number)
        if ((!newDevice && !newNetwork) || person.sources.has(act.sourceIp)) return undefined
        changes.delete(act.user)
        const what = newDevice ? `the device ${act.deviceId}` : (act.network?.name ?? act.sourceIp)
        return {
          signal: 'factor-change',
          title: `${act.user} signed in with ${what} after a change of the second factor`,
          techniques: ['T1098.005', 'T1556.006', 'T1078'],
          impact: 70,
          confidence: newDevice && newNetwork ? 0.75 : 0.5,
          reasons: [
            because(
              'factor_age',
              spanText(elapsed),
              '> 12 h',
              `The second factor was changed (${change.notice?.name ?? ''}) ${spanText(elapsed)} before a sign-in with ${what}, new to ${act.user}`,
            ),
          ],
          evidence: [change],
        }
      },
    }
  },
}

function isFactorChange({ notice }: Act): boolean {
  if (notice?.category !== 'account') return false
  const text = `${notice.name} ${notice.detail}`.toLowerCase()
  return factorWords.some((word) => text.includes(word))
}
