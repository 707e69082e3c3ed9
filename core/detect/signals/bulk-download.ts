import type { Act } from '../../event/act.ts'
import { loginsNear } from './history.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { median, robustLogZ } from './statistics.ts'
import { bytesText, day, hour, megabyte, spanText } from './units.ts'

const floor = 500 * megabyte
/** People of one VPN group by whom it counts as the custom of that group. */
const customFrom = 3
/** Exabeam's least history of a session model. */
const leastSessions = 8
const keptNights = 14

/**
 * Somebody fetches far more than they usually do, at an hour they hardly ever work: an insider who collects before
 * leaving (CERT insider scenarios; Sentinel UEBA Essentials: mass access, off hours; excessive download with a 14 days'
 * model). 500 MB or more (ours) in a session whose rate has a robust z of 3.5 or more on the log scale (Slips) over at
 * least 8 sessions (Exabeam), begun at an hour near which under 1 % of the logins fall (unusual-hour). One night is context; each further one
 * within two weeks makes it surer, so that the third is worth a look (ours). T1039.
 *
 * Excuses: night work that is usual, to the person or to 3 people of their VPN group; a download in ordinary hours; little history.
 */
export const bulkDownloadSignal: SignalFactory = {
  name: 'bulk-download',
  kinds: ['end'],
  create({ history, remember, realert }) {
    const nights = remember<number[]>()
    const customs = remember<string[]>()
    const speak = realert(day / 2)
    return {
      see(act: Act) {
        const person = history.person(act.user)
        if (
          !person ||
          !(act.bytesDown >= floor) ||
          !(act.duration > 0) ||
          person.downloads.length < leastSessions
        )
          return undefined
        const rate = act.bytesDown / (act.duration / hour)
        const z = robustLogZ(rate, person.downloads)
        if (z < 3.5) return undefined
        const begun = act.time - act.duration
        const earlier = (nights.get(act.user) ?? []).filter((night) => begun - night < 14 * day)
        // This session's own login has taught, and so have those of earlier nights.
        const others = loginsNear(person, begun) - earlier.length - 1
        if (
          person.logins < leastSessions ||
          others >= 0.01 * person.logins ||
          !speak.admits(act.user, act.time)
        )
          return undefined
        const custom = customs.getOrCreate(act.group, () => [])
        if (custom.length < customFrom && !custom.includes(act.user)) custom.push(act.user)
        if (act.group !== '' && custom.length >= customFrom) return undefined
        nights.set(act.user, [...earlier, begun].slice(-keptNights))
        const count = earlier.length + 1
        return {
          signal: 'bulk-download',
          title: `${act.user} downloaded ${bytesText(act.bytesDown)} at an unusual hour`,
          techniques: ['T1039'],
          impact: 60,
          confidence: Math.min(0.85, 0.25 + 0.225 * (count - 1)),
          reasons: [
            because(
              'bytes_down',
              bytesText(act.bytesDown),
              bytesText((median(person.downloads) * act.duration) / hour),
              `${bytesText(act.bytesDown)} came down in ${spanText(act.duration)} (robust z ${z.toFixed(1)} of the rate), at an hour ${act.user} hardly ever works${count > 1 ? `, for the ${count}. time in two weeks` : ''}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
