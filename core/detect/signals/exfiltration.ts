import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import type { SignalHit } from '../alert.ts'
import { isOutside } from './address.ts'
import { DayPeak } from './day-peak.ts'
import { Evidence } from './evidence.ts'
import type { History } from './history.ts'
import { HourlySum } from './hourly-sum.ts'
import type { Realert } from './realert.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { ToldAmounts } from './told-amounts.ts'
import { median, robustLogZ } from './statistics.ts'
import { bytesText, day, gigabyte, hour, megabyte, spanText } from './units.ts'

const floor = 100 * megabyte
/** Smaller flows don't add up to the floor in six hours but as a beacon or a tunnel, which are signals of their own. */
const leastFlow = 10_000

/**
 * Far more bytes leave than this person usually sends. Two views:
 * a session's upload of 100 MB or more (Slips' documented floor) with a robust z of 3.5 or more on the log scale, a little from 2.5
 * against the person's last sessions (8 at least; Exabeam, Slips), or 2 GB while there is no such history (ours);
 * and the sum over 6 h of flows to one outside address (Elastic DED's window), from 100 MB, twice what came back
 * (D3-PHDURA). T1048, T1567.
 *
 * Excuses: a destination 3 or more people use; at least half as much sent to it on an earlier day (a backup); more
 * received than half of what was sent (a call); inside destinations; records that give only a total halve the
 * confidence; a session below 1 GB takes two fifths off; where the flows of the session are on record and at least half of its
 * upload went to inside hosts, it stayed inside, and where less than half (of 3 flows or more) left, it says little; someone
 * hardly known who sent half as much in a session of an earlier day, which was told then, does it as their work; what comes
 * every week is told three times, less sure each time, and then no more, while each odd day within six of the last is evidence
 * of its own: see `ToldAmounts` (all ours).
 */
export const exfiltrationSignal: SignalFactory = {
  name: 'exfiltration',
  kinds: ['end', 'flow'],
  create({ history, remember, realert }) {
    const destinations = remember('destinations', {
      codec: fields<{ up: HourlySum; down: HourlySum; evidence: Evidence }>({
        up: HourlySum.codec,
        down: HourlySum.codec,
        evidence: Evidence.codec,
      }),
    })
    const sessions = remember<Moved>('sessions')
    const peaks = remember<DayPeak>('peaks', { codec: DayPeak.codec })
    const told = remember('told-amounts', { codec: ToldAmounts.codec })
    const speak = realert(day)

    function seeFlow(act: Act): SignalHit | undefined {
      const { user, destinationIp } = act
      const directed = act.bytesUp >= 0
      const moved = directed ? act.bytesUp : (act.bytesTotal ?? Number.NaN)
      if (!(moved >= 0) || destinationIp === '' || isOutside(act.sourceIp)) return undefined
      const session = sessions.demand(user, nothingMoved)
      if (!isOutside(destinationIp)) {
        session.inside += moved
        return undefined
      }
      session.flows += 1
      session.outside += moved
      const actor = user || act.sourceIp
      if (moved < leastFlow) return undefined
      const key = `${actor} ${destinationIp}`
      const { up, down, evidence } = destinations.demand(key, () => ({
        up: new HourlySum(6),
        down: new HourlySum(6),
        evidence: new Evidence(),
      }))
      const sent = up.add(act.time, moved)
      const received = down.add(act.time, act.bytesDown > 0 ? act.bytesDown : 0)
      if (moved >= megabyte) evidence.add(act)
      if (sent < floor || sent < 2 * received) return undefined
      if (history.isPopularDestination(destinationIp) || up.earlierPeak * 2 >= sent) return undefined
      if (!speak.admits(key, act.time, sent)) return undefined
      const web = act.destinationPort === 443 || act.destinationPort === 80
      return {
        signal: 'exfiltration',
        title: `${actor} ${directed ? 'uploaded' : 'exchanged'} ${bytesText(sent)} ${directed ? 'to' : 'with'} ${destinationIp}`,
        techniques: [web ? 'T1567' : 'T1048'],
        impact: 75,
        confidence: (sent >= 2 * gigabyte ? 0.8 : sent >= 500 * megabyte ? 0.6 : 0.3) * (directed ? 1 : 0.5),
        reasons: [
          because(
            'bytes_up',
            bytesText(sent),
            bytesText(up.earlierPeak),
            `${bytesText(sent)} within 6 h to ${destinationIp}, which hardly anybody else uses; ${directed ? `${bytesText(received)} came back` : 'the records do not tell the direction'}`,
          ),
        ],
        evidence: evidence.since(act.time - 6 * hour),
      }
    }

    return {
      see(act) {
        if (act.kind === 'flow') return seeFlow(act)
        const session = sessions.peek(act.user)
        sessions.set(act.user, nothingMoved())
        const earlier = peaks.demand(act.user, () => new DayPeak()).note(act.time, act.bytesUp)
        const amounts = told.demand(act.user, () => new ToldAmounts())
        return seeEnd(act, { history, speak, session, earlier, amounts })
      },
    }
  },
}

/** Bytes of a person's flows since their last session ended, and how many flows went outside. */
interface Moved {
  flows: number
  outside: number
  inside: number
}

function nothingMoved(): Moved {
  return { flows: 0, outside: 0, inside: 0 }
}

/** A robust z from which an upload is odd, a little, and from which it is so by itself (Exabeam, Slips). */
const leastZ = 2.5
const oddZ = 3.5

function surenessOf(z: number): number {
  return z < oddZ ? 0.1 + 0.325 * (z - leastZ) : Math.min(0.85, 0.25 + 0.05 * z)
}

interface Past {
  history: History
  speak: Realert
  session: Moved | undefined
  /** The largest upload of a session of any earlier day, told or not. */
  earlier: number
  amounts: ToldAmounts
}

function seeEnd(act: Act, { history, speak, session, earlier, amounts }: Past): SignalHit | undefined {
  const sent = act.bytesUp
  if (!(sent >= floor) || act.user === '') return undefined
  const past = history.person(act.user)?.uploads ?? []
  const mature = past.length >= 8
  const z = mature ? robustLogZ(sent, past) : Number.NaN
  if (mature ? z < leastZ : sent < 2 * gigabyte || 2 * earlier >= sent) return undefined
  if (!(act.bytesDown * 0.5 <= sent) && !mature) return undefined
  if (session !== undefined && session.inside >= sent / 2) return undefined
  const habit = amounts.factor(act.time, sent)
  if (habit === 0 || !speak.admits(act.user, act.time, sent)) return undefined
  const streak = amounts.streak(act.time)
  const usual = mature ? bytesText(median(past)) : 'unknown'
  const stayed = session !== undefined && session.flows >= 3 && session.outside < sent / 2
  const during = act.duration > 0 ? ` in ${spanText(act.duration)}` : ''
  const sure = (mature ? surenessOf(z) * (sent >= gigabyte ? 1 : 0.6) : 0.45) * (stayed ? 0.3 : 1) * habit
  amounts.tell(act.time, sent, sure)
  return {
    signal: 'exfiltration',
    title: `${act.user} uploaded ${bytesText(sent)} in one session`,
    techniques: ['T1048'],
    impact: 75,
    confidence: Math.min(0.85, 1 - (1 - sure) ** (1 + streak)),
    reasons: [
      because(
        'bytes_up',
        bytesText(sent),
        usual,
        mature
          ? `${bytesText(sent)} went up${during}, against ${usual} as a rule (robust z ${z.toFixed(1)})`
          : `${bytesText(sent)} went up${during} in a session of someone hardly known`,
      ),
      ...(streak > 0
        ? [because('odd_days', streak + 1, 1, `Odd uploads on ${streak + 1} days within six`)]
        : []),
      ...(stayed
        ? [
            because(
              'bytes_outside',
              bytesText(session.outside),
              bytesText(sent),
              `${bytesText(session.outside)} of it left for outside, the rest stayed on inside servers`,
            ),
          ]
        : []),
    ],
    evidence: [],
  }
}
