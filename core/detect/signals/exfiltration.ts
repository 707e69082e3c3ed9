import type { Act } from '../../event/act.ts'
import type { SignalHit } from '../alert.ts'
import { isOutside } from './address.ts'
import { Evidence } from './evidence.ts'
import type { History } from './history.ts'
import { HourlySum } from './hourly-sum.ts'
import type { Realert } from './realert.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { median, robustLogZ } from './statistics.ts'
import { bytesText, day, gigabyte, hour, megabyte, spanText } from './units.ts'

const floor = 100 * megabyte
/** Smaller flows don't add up to the floor in six hours but as a beacon or a tunnel, which are signals of their own. */
const leastFlow = 10_000

/**
 * Far more bytes leave than this person usually sends. Two views:
 * a session's upload of 100 MB or more (Slips' documented floor) with a robust z of 3.5 or more on the log scale
 * against the person's last sessions (8 at least; Exabeam, Slips), or 2 GB while there is no such history (ours);
 * and the sum over 6 h of flows to one outside address (Elastic DED's window), from 100 MB, twice what came back
 * (D3-PHDURA). T1048, T1567.
 *
 * Excuses: a destination 3 or more people use; at least half as much sent to it on an earlier day (a backup); more
 * received than half of what was sent (a call); inside destinations; records that give only a total halve the
 * confidence; a session below 1 GB takes two fifths off; where the flows of the session that left for outside are on
 * record (3 at least) and carry less than half of its upload, the rest stayed inside and says little (all ours).
 */
export const exfiltrationSignal: SignalFactory = {
  name: 'exfiltration',
  kinds: ['end', 'flow'],
  create({ history, remember, realert }) {
    const destinations = remember<{ up: HourlySum; down: HourlySum; evidence: Evidence }>()
    const left = remember<Leaving>()
    const speak = realert(day)

    function seeFlow(act: Act): SignalHit | undefined {
      const { user, destinationIp } = act
      const directed = act.bytesUp >= 0
      const moved = directed ? act.bytesUp : (act.bytesTotal ?? Number.NaN)
      if (!(moved >= 0) || !isOutside(destinationIp) || isOutside(act.sourceIp)) return undefined
      const actor = user || act.sourceIp
      const leaving = left.getOrCreate(user, () => ({ flows: 0, bytes: 0 }))
      leaving.flows += 1
      leaving.bytes += moved
      if (moved < leastFlow) return undefined
      const key = `${actor} ${destinationIp}`
      const { up, down, evidence } = destinations.getOrCreate(key, () => ({
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
        const leaving = left.get(act.user)
        left.set(act.user, { flows: 0, bytes: 0 })
        return seeEnd(act, history, speak, leaving)
      },
    }
  },
}

/** What a person has sent outside since their last session ended. */
interface Leaving {
  flows: number
  bytes: number
}

function seeEnd(
  act: Act,
  history: History,
  speak: Realert,
  leaving: Leaving | undefined,
): SignalHit | undefined {
  const sent = act.bytesUp
  if (!(sent >= floor) || act.user === '') return undefined
  const past = history.person(act.user)?.uploads ?? []
  const mature = past.length >= 8
  const z = mature ? robustLogZ(sent, past) : Number.NaN
  if (mature ? z < 3.5 : sent < 2 * gigabyte) return undefined
  if (!(act.bytesDown * 0.5 <= sent) && !mature) return undefined
  if (!speak.admits(act.user, act.time, sent)) return undefined
  const usual = mature ? bytesText(median(past)) : 'unknown'
  const stayed = leaving !== undefined && leaving.flows >= 3 && leaving.bytes < sent / 2
  const during = act.duration > 0 ? ` in ${spanText(act.duration)}` : ''
  return {
    signal: 'exfiltration',
    title: `${act.user} uploaded ${bytesText(sent)} in one session`,
    techniques: ['T1048'],
    impact: 75,
    confidence:
      (mature ? Math.min(0.85, 0.25 + 0.05 * z) * (sent >= gigabyte ? 1 : 0.6) : 0.45) * (stayed ? 0.3 : 1),
    reasons: [
      because(
        'bytes_up',
        bytesText(sent),
        usual,
        mature
          ? `${bytesText(sent)} went up${during}, against ${usual} as a rule (robust z ${z.toFixed(1)})`
          : `${bytesText(sent)} went up${during} in a session of someone hardly known`,
      ),
      ...(stayed
        ? [
            because(
              'bytes_outside',
              bytesText(leaving.bytes),
              bytesText(sent),
              `${bytesText(leaving.bytes)} of it left for outside, the rest stayed on inside servers`,
            ),
          ]
        : []),
    ],
    evidence: [],
  }
}
