import type { Act } from '../../event/act.ts'
import { isPlaceless } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * A login from a country new to the person, graded up when nobody here ever logged in from it (Palo Alto Cortex XDR:
 * first country for user is informational, first in the organisation is raised; 30 days of training). T1078, T1133.
 *
 * Excuses: a person's first 30 days teach (Cortex), so their confidence ramps with age and 10 logins; the
 * organisation's first 7 days never count as "first in the organisation"; a mobile network (roaming) halves it, a relay,
 * satellite or company gateway leaves a fifth; a device
 * the person has used before takes two fifths off (they travel with it).
 */
export const newCountrySignal: SignalFactory = {
  name: 'new-country',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(30 * day)
    return {
      see(act: Act) {
        if (!act.place?.country || !isLogin(act) || act.user === '') return undefined
        const { country } = act.place
        const person = history.person(act.user)
        if (!person || person.countries.size === 0 || person.countries.has(country)) return undefined
        const newToAll = history.age(act.time) >= 7 * day && !history.isKnownCountry(country)
        const maturity =
          Math.min(1, (act.time - person.firstSeen) / (30 * day)) * Math.min(1, person.logins / 10)
        if (maturity < 0.1 && !newToAll) return undefined
        if (!speak.admits(`${act.user} ${country}`, act.time)) return undefined
        const own = act.deviceId !== '' && person.devices.has(act.deviceId)
        const doubt = isPlaceless(act.network) ? 0.2 : act.network?.kind === 'mobile' ? 0.5 : 1
        return {
          signal: 'new-country',
          title: `${act.user} signed in from ${country} for the first time`,
          techniques: ['T1078', 'T1133'],
          impact: newToAll ? 50 : 35,
          confidence: (newToAll ? Math.max(0.4, 0.7 * maturity) : 0.6 * maturity) * doubt * (own ? 0.6 : 1),
          reasons: [
            because(
              'country',
              country,
              person.countries.values().slice(-5).join(', '),
              newToAll
                ? `Nobody in the organisation has signed in from ${country} before`
                : `${act.user} has not signed in from ${country} before`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
