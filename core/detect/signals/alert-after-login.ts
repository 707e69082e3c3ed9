import type { Act } from '../../event/act.ts'
import type { SignalHit } from '../alert.ts'
import { BoundedSet } from './bounded-set.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, minute, spanText } from './units.ts'

const within = 10 * minute

/**
 * Within 10 min of a person's VPN login another product raises an alert of medium or higher severity about them
 * (Elastic: FortiGate login, then an alert of risk over 21). T1133, then T1210.
 *
 * Excuses: a signature this person has set off before, or 3 or more people have: their software does, not their visitor.
 */
export const alertAfterLoginSignal: SignalFactory = {
  name: 'alert-after-login',
  kinds: ['start', 'notice'],
  create({ remember, realert }) {
    const logins = remember<Act>('logins')
    const alerts = remember<Act>('alerts')
    const people = remember<BoundedSet<string>>('people', { bound: 4096, codec: BoundedSet.codec() })
    const speak = realert(day)

    function chain(login: Act, alert: Act): SignalHit | undefined {
      const elapsed = alert.time - login.time
      if (elapsed < 0 || elapsed > within || !speak.admits(login.user, alert.time)) return undefined
      const name = alert.notice?.name || 'an alert'
      return {
        signal: 'alert-after-login',
        title: `${login.user} set off "${name}" ${spanText(elapsed)} after signing in`,
        techniques: ['T1133', 'T1210'],
        impact: 70,
        confidence: alert.notice?.severity === 'high' ? 0.75 : 0.6,
        reasons: [
          because(
            'alert_after_login',
            spanText(elapsed),
            '> 10 min',
            `"${name}" ${spanText(elapsed)} after a sign-in from ${login.sourceIp || 'an unknown address'}; ${login.user} had never set it off`,
          ),
        ],
        evidence: [login, alert],
      }
    }

    return {
      see(act: Act) {
        if (act.user === '') return undefined
        if (act.kind === 'start') {
          logins.set(act.user, act)
          // The lines of a login are waited for: an alert may be told before the login it followed.
          const alert = alerts.peek(act.user)
          return alert && chain(act, alert)
        }
        if (act.notice?.category !== 'intrusion_alert' || act.notice.severity === 'low') return undefined
        const known = people.demand(act.notice.name, () => new BoundedSet<string>(64))
        const isUsual = known.has(act.user) || known.size >= 3
        known.add(act.user)
        if (isUsual) return undefined
        alerts.set(act.user, act)
        const login = logins.peek(act.user)
        return login && chain(login, act)
      },
    }
  },
}
