import type { Act } from '../../event/act.ts'
import type { SignalHit } from '../alert.ts'
import { isInternal } from '../../features/address.ts'
import { fields } from '../../memory/codec.ts'
import { hourProbability, isOffHours } from './hour-probability.ts'
import { HourlySum } from './hourly-sum.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { ToldAmounts } from './told-amounts.ts'
import { median, robustLogZ } from './statistics.ts'
import { bytesText, day, gigabyte, megabyte } from './units.ts'

const floor = 500 * megabyte
/** Logins that tell a person's hours well enough where a second oddity points the same way (ours). */
const leastLogins = 10

/**
 * A person takes far more from inside servers than ever (Sentinel: mass access and excessive download; CERT insiders: a
 * leaver copies at night). Over 6 h of flows: 500 MB from inside hosts and four times the most of any earlier day, or
 * twice at an hour the person hardly ever works, for a person whose flows have been seen for 7 days (ours). Where there
 * are sessions alone: 1 GB down, robust z of 3.5 over 8 sessions (Slips), at such an hour. T1039, T1213.
 *
 * Excuses: as large a part of it on an earlier day (a scheduled copy, a person who works with large files); by day it is
 * context; one whose hours are not known yet counts for less than one who never works then.
 */
export const massAccessSignal: SignalFactory = {
  name: 'mass-access',
  kinds: ['start', 'flow', 'end'],
  create({ history, remember, realert }) {
    const people = remember('people', {
      codec: fields<{ down: HourlySum; since: number }>({ down: HourlySum.codec }),
    })
    /** Whether the person's latest login came at an unusual hour, asked before it taught that hour. */
    const nights = remember<boolean>('nights')
    const told = remember('told-amounts', { codec: ToldAmounts.codec })
    const speak = realert(day)

    function seeStart(act: Act): undefined {
      nights.set(act.user, isOffHours(history.person(act.user), act, leastLogins))
    }

    function seeFlow(act: Act): SignalHit | undefined {
      const { user, destinationIp, time } = act
      if (user === '' || !isInternal(destinationIp)) return undefined
      const moved = act.bytesDown >= 0 ? act.bytesDown : (act.bytesTotal ?? Number.NaN)
      if (!(moved > 0)) return undefined
      const { down, since } = people.demand(user, () => ({ down: new HourlySum(6), since: time }))
      const sum = down.add(time, moved)
      const factor = nights.peek(user) ? 2 : 4
      if (sum < floor || sum < factor * down.earlierPeak || time - since < 7 * day) return undefined
      if (!speak.admits(user, time, sum)) return undefined
      const usual = down.earlierPeak
      return hit(
        act,
        sum,
        bytesText(usual),
        `from inside hosts within 6 h, last of ${destinationIp}; never more than ${bytesText(usual)} on an earlier day`,
      )
    }

    function seeEnd(act: Act): SignalHit | undefined {
      const past = history.person(act.user)?.downloads ?? []
      const isNight = nights.peek(act.user) === true
      // Flows tell what came from inside; a session's bytes are of the internet, too.
      if (people.peek(act.user) !== undefined) return undefined
      if (!(act.bytesDown >= gigabyte) || past.length < 8 || !isNight) return undefined
      const z = robustLogZ(act.bytesDown, past)
      const amounts = told.demand(act.user, () => new ToldAmounts())
      const habit = amounts.factor(act.time, act.bytesDown)
      if (z < 3.5 || habit === 0 || !speak.admits(act.user, act.time, act.bytesDown)) return undefined
      amounts.tell(act.time, act.bytesDown, habit)
      const usual = bytesText(median(past))
      return hit(
        act,
        act.bytesDown,
        usual,
        `came down in one session, against ${usual} as a rule (robust z ${z.toFixed(1)})`,
        habit,
      )
    }

    function hit(act: Act, bytes: number, usual: string, text: string, habit = 1): SignalHit {
      const night = nights.peek(act.user) === true
      const unknown = hourProbability(history.person(act.user), act, leastLogins) === undefined
      return {
        signal: 'mass-access',
        title: `${act.user} took ${bytesText(bytes)} from inside${night ? ' at an unusual hour' : ''}`,
        techniques: ['T1039', 'T1213'],
        impact: 60,
        confidence: (night ? 0.75 : unknown ? 0.4 : 0.3) * habit,
        reasons: [
          because(
            'bytes_down',
            bytesText(bytes),
            usual,
            `${bytesText(bytes)} ${text}${night ? `; ${act.user} hardly ever works at this hour` : ''}`,
          ),
        ],
        evidence: [],
      }
    }

    return {
      see(act) {
        if (act.kind === 'start') return seeStart(act)
        return act.kind === 'flow' ? seeFlow(act) : seeEnd(act)
      },
    }
  },
}
