import type { Act } from '../../event/act.ts'
import { isInternal } from '../../features/address.ts'
import { fields } from '../../memory/codec.ts'
import { BoundedSet } from './bounded-set.ts'
import { DayPeak } from './day-peak.ts'
import { Evidence } from './evidence.ts'
import { adminPorts, isAnswer, remoteServiceTechnique } from './ports.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

interface Edges {
  known: BoundedSet<string>
  fresh: SlidingCounts
  peak: DayPeak
  evidence: Evidence
  since: number
}

const edgesCodec = fields<Edges>({
  known: BoundedSet.codec(),
  fresh: SlidingCounts.codec,
  peak: DayPeak.codec,
  evidence: Evidence.codec,
})

/**
 * A person reaches administration services (RDP, SMB, SSH, WinRM) of hosts they never administered: 5 such hosts within
 * an hour, 10 in the first week that their flows are seen (Elastic LMD watches distinct destinations, Splunk takes mean +
 * 2 sigma; the counts are ours). T1021 and its sub-techniques.
 *
 * Excuses: hosts the person has administered before; half as many new hosts on an earlier day (an administrator at work).
 */
export const lateralMovementSignal: SignalFactory = {
  name: 'lateral-movement',
  kinds: ['flow'],
  create({ remember, realert }) {
    const actors = remember<Edges>('actors', { codec: edgesCodec })
    const speak = realert(day)
    return {
      see(act: Act) {
        const service = adminPorts.get(act.destinationPort)
        if (service === undefined || !isInternal(act.destinationIp) || isAnswer(act)) return undefined
        const actor = act.user || act.sourceIp
        const edges = actors.demand(actor, () => createEdges(act.time))
        const edge = `${act.destinationIp} ${act.destinationPort}`
        if (edges.known.has(edge)) return undefined
        edges.known.add(edge)
        edges.fresh.add(act.time, act.destinationIp)
        edges.evidence.add(act)
        const hosts = edges.fresh.distinct
        const usual = edges.peak.note(act.time, hosts)
        const young = act.time - edges.since < 7 * day
        if (hosts < (young ? 10 : 5) || usual * 2 >= hosts) return undefined
        if (!speak.admits(actor, act.time, hosts)) return undefined
        return {
          signal: 'lateral-movement',
          title: `${actor} reached ${hosts} hosts over ${service} for the first time`,
          techniques: [remoteServiceTechnique(act.destinationPort)],
          impact: 60,
          confidence: young ? 0.5 : 0.7,
          reasons: [
            because(
              'new_admin_hosts',
              hosts,
              usual,
              `${hosts} hosts within an hour whose administration ports ${actor} had never used`,
            ),
          ],
          evidence: edges.evidence.since(act.time - hour),
        }
      },
    }
  },
}

function createEdges(since: number): Edges {
  return {
    known: new BoundedSet(512),
    fresh: new SlidingCounts(hour, 1024),
    peak: new DayPeak(),
    evidence: new Evidence(),
    since,
  }
}
