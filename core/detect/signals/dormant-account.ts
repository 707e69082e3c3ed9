import type { Act } from '../../event/act.ts'
import type { PersonHistory } from './history.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, spanText } from './units.ts'

/**
 * An account is used again after 30 days without any activity (Palo Alto Cortex: dormant for a month; Sentinel takes
 * 180 days); or after 14 days that are ten times its usual pause (of everybody's while it has shown one day alone), and
 * now from a country new to it or over a new hosting provider with no device it is known by, and the surer the longer (ours). T1078.
 *
 * Excuses: the address or device the person used before means they are back from leave, and counts for little.
 */
export const dormantAccountSignal: SignalFactory = {
  name: 'dormant-account',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(day, 'moment')
    return {
      see(act: Act) {
        if (!isLogin(act)) return undefined
        const person = history.person(act.user)
        if (!person) return undefined
        const idle = act.time - person.lastSeen
        const back = person.sources.has(act.sourceIp) || person.devices.has(act.deviceId)
        const usual = history.usualGap(person)
        const elsewhere = !back && isElsewhere(act, person)
        const least = elsewhere ? Math.max(14 * day, 10 * (usual ?? Infinity)) : Infinity
        if (idle < Math.min(30 * day, least) || !speak.admits(act.user, act.time)) return undefined
        const days = Math.floor(idle / day)
        return {
          signal: 'dormant-account',
          title: `${act.user} signed in after ${days} days of silence`,
          techniques: ['T1078'],
          impact: 45,
          confidence: back ? 0.2 : 0.6 + (elsewhere ? 0.3 * ramp(idle, 14 * day, 30 * day) : 0),
          reasons: [
            because(
              'days_idle',
              days,
              usual === undefined ? '< 30' : `${spanText(usual)} as a rule`,
              back
                ? `${days} days without activity, but back at an address or device used before`
                : `${days} days without activity, and now from an address never used before`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

/** 0 up to `from`, 1 from `to` on, even between. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}

/** Where the person has never been: another country, or a machine that somebody rents. */
function isElsewhere({ place, network }: Act, person: PersonHistory): boolean {
  if (place !== undefined && person.countries.size > 0 && !person.countries.has(place.country)) return true
  return network?.kind === 'hosting' && !person.networks.has(network.number)
}
