import type { Act } from '../../event/act.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { median, robustLogZ } from './statistics.ts'
import { day, hour, spanText } from './units.ts'

/**
 * A session of 12 h or more (RITA's highest band of long connections) that is also far from the person's own: robust
 * z of 3.5 or more on the log scale (Slips) over at least 10 sessions. Context only: weak alone. T1133.
 *
 * Excuse: a session the gateway ended for idleness or its maximum length was left open, not used.
 */
export const abnormalDurationSignal: SignalFactory = {
  name: 'abnormal-duration',
  kinds: ['end'],
  create({ history, realert }) {
    const speak = realert(day)
    return {
      see(act: Act) {
        if (!(act.duration >= 12 * hour)) return undefined
        const past = history.person(act.user)?.durations
        if (!past || past.length < 10) return undefined
        const reason = act.reason.toLowerCase()
        if (reason.includes('idle') || reason.includes('max') || reason.includes('timeout')) return undefined
        const z = robustLogZ(act.duration, past)
        if (z < 3.5 || !speak.admits(act.user, act.time)) return undefined
        return {
          signal: 'abnormal-duration',
          title: `A session of ${act.user} lasted ${spanText(act.duration)}`,
          techniques: ['T1133'],
          impact: 20,
          confidence: 0.5,
          reasons: [
            because(
              'session_duration',
              spanText(act.duration),
              spanText(median(past)),
              `${spanText(act.duration)} against ${spanText(median(past))} as a rule (robust z ${z.toFixed(1)})`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
