import type { Act } from '../../event/act.ts'
import { hourSlot, localTime } from './history.ts'
import { isOffHours } from './hour-probability.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { hour } from './units.ts'

/**
 * A login at an hour at which the person hardly ever logs in: under 1 % of their logins fall within two hours of it
 * (Elastic rare_hour_for_a_user, Cortex day + hour; the 1 % is ours). Context only: weak alone. T1078.
 *
 * Excuses: fewer than 20 logins or 14 days of history (Exabeam, Cortex activation) say nothing; the two hours on
 * either side allow for overtime and daylight saving; hours go by the sun where the person is; in a country new to the person another clock counts, and new-country
 * speaks of it.
 */
export const unusualHourSignal: SignalFactory = {
  name: 'unusual-hour',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(hour)
    return {
      see(act: Act) {
        if (!isLogin(act)) return undefined
        const person = history.person(act.user)
        if (!person || !isOffHours(person, act)) return undefined
        if (act.place && person.countries.size > 0 && !person.countries.has(act.place.country))
          return undefined
        if (!speak.admits(act.user, act.time)) return undefined
        const slot = hourSlot(localTime(act, person))
        const at = `${String(slot % 24).padStart(2, '0')}:00${slot < 24 ? '' : ' on a weekend'}`
        return {
          signal: 'unusual-hour',
          title: `${act.user} signed in at an unusual hour`,
          techniques: ['T1078'],
          impact: 15,
          confidence: 0.5,
          reasons: [
            because(
              'hour',
              at,
              usualHours(person.hours),
              `${act.user} hardly ever signs in around ${at} by the sun where they are`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

function usualHours(hours: Uint16Array): string {
  const workdays = [...hours.subarray(0, 24)]
  const busiest = workdays.indexOf(Math.max(...workdays))
  return `most often ${String(busiest).padStart(2, '0')}:00`
}
