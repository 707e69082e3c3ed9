import type { Act } from '../../event/act.ts'
import { isOutside } from './address.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { quantile } from './statistics.ts'
import { day, hour, second, spanText } from './units.ts'

const keptConnections = 64
const leastConnections = 24
const leastScore = 0.85

interface Connections {
  times: number[]
  sizes: number[]
  seen: number
  first: number
  /** Days UTC on which there were any. */
  days: number
  day: number
}

/**
 * Connections to one outside address at a steady beat and of a steady size. RITA's score: mean of
 * (1 - |Bowley skew|) and (median - MAD) / median over the intervals, the same over the bytes sent; 0.85 or more
 * (RITA's bands begin at 0.5, 0.7 and 0.9) over 24 or more connections that span an hour, 10 s or more apart. A beat
 * that goes on for more than a day is surer, and surer still on a third day (Slips: confidence grows with persistence; how
 * much is ours); while it goes on it is told again every three days. The impact is a little more than
 * that of moving on inside: somebody is in already (ours). T1071, T1573.
 *
 * Excuses: a destination 3 or more people use (updates, telemetry; RITA lowers what is prevalent); DNS and NTP.
 */
export const beaconingSignal: SignalFactory = {
  name: 'beaconing',
  kinds: ['flow'],
  create({ history, remember, realert }) {
    const pairs = remember<Connections>('pairs')
    const speak = realert(3 * day)
    return {
      see(act: Act) {
        const { destinationIp, destinationPort } = act
        if (destinationPort === 53 || destinationPort === 123) return undefined
        if (!isOutside(destinationIp) || isOutside(act.sourceIp)) return undefined
        const actor = act.user || act.sourceIp
        const key = `${actor} ${destinationIp}`
        const pair = pairs.demand(key, () => ({
          times: [],
          sizes: [],
          seen: 0,
          first: act.time,
          days: 0,
          day: -1,
        }))
        note(pair, act)
        if (pair.times.length < leastConnections || pair.seen % 8 !== 0) return undefined
        if (history.isPopularDestination(destinationIp)) return undefined
        const times = pair.times.toSorted((a, b) => a - b)
        const intervals = times.slice(1).map((time, i) => time - (times[i] ?? time))
        const beat = quantile(
          intervals.toSorted((a, b) => a - b),
          0.5,
        )
        if (beat < 10 * second || act.time - pair.first < hour) return undefined
        const rhythm = steadiness(intervals)
        const size = pair.sizes.length === pair.times.length ? steadiness(pair.sizes) : rhythm
        const score = (rhythm + size) / 2
        const persistence = pair.days >= 3 ? 0.45 : act.time - pair.first >= day ? 0.3 : 0
        if (score < leastScore || !speak.admits(`${key} ${persistence}`, act.time, pair.seen))
          return undefined
        return {
          signal: 'beaconing',
          title: `${actor} calls ${destinationIp} every ${spanText(beat)}`,
          techniques: ['T1071', 'T1573'],
          impact: 65,
          confidence: Math.min(0.9, (score >= 0.97 ? 0.6 : score >= 0.9 ? 0.45 : 0.35) + persistence),
          reasons: [
            because(
              'beacon_score',
              Number(score.toFixed(2)),
              `< ${leastScore}`,
              `${pair.seen} connections to ${destinationIp}, ${spanText(beat)} apart with a steadiness of ${rhythm.toFixed(2)}; nobody else talks to it`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

function note(pair: Connections, act: Act): void {
  pair.times.push(act.time)
  if (act.bytesUp >= 0) pair.sizes.push(act.bytesUp)
  if (pair.times.length > keptConnections) pair.times.shift()
  if (pair.sizes.length > keptConnections) pair.sizes.shift()
  pair.seen += 1
  const today = Math.floor(act.time / day)
  if (today > pair.day) pair.days += 1
  pair.day = Math.max(pair.day, today)
}

/** RITA's timestamp or data-size score of a series, 0..1. */
export function steadiness(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [q1, q2, q3] = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)]
  // RITA: skew means nothing when the quartiles coincide.
  const skew = q3 - q1 < 10 || q2 === q1 || q2 === q3 ? 0 : (q1 + q3 - 2 * q2) / (q3 - q1)
  const deviations = values.map((value) => Math.abs(value - q2)).toSorted((a, b) => a - b)
  const spread = q2 > 0 ? Math.max(0, (q2 - quantile(deviations, 0.5)) / q2) : 0
  return (1 - Math.abs(skew) + spread) / 2
}
