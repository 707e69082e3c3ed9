import type { Act } from '../../event/act.ts'
import { isInternal } from '../../features/address.ts'
import { fields } from '../../memory/codec.ts'
import { isOutside } from './address.ts'
import { DayPeak } from './day-peak.ts'
import { Evidence } from './evidence.ts'
import { adminPorts, isAnswer } from './ports.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour, minute } from './units.ts'

interface Sweep {
  all: SlidingCounts
  admin: SlidingCounts
  peak: DayPeak
  evidence: Evidence
}

const sweepCodec = fields<Sweep>({
  all: SlidingCounts.codec,
  admin: SlidingCounts.codec,
  peak: DayPeak.codec,
  evidence: Evidence.codec,
})

/**
 * One actor reaches many inside hosts: 250 within an hour (Splunk), or 30 on administration ports within 5 min (Elastic
 * takes 100 hosts a minute for server networks; lowered here, since a VPN client touches a handful). T1018, T1046.
 *
 * Excuses: outside hosts (browsing) don't count; an actor who reached half as many on an earlier day (inventory or
 * vulnerability scanner); answers of a server.
 */
export const hostSweepSignal: SignalFactory = {
  name: 'host-sweep',
  kinds: ['flow'],
  create({ remember, realert }) {
    const actors = remember<Sweep>('actors', { codec: sweepCodec })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (!isInternal(act.destinationIp) || act.sourceIp === '' || isAnswer(act)) return undefined
        const actor = act.user || act.sourceIp
        const sweep = actors.demand(actor, createSweep)
        const isNew = sweep.all.add(act.time, act.destinationIp)
        if (adminPorts.has(act.destinationPort)) sweep.admin.add(act.time, act.destinationIp)
        else sweep.admin.prune(act.time)
        const hosts = Math.max(sweep.all.distinct, sweep.admin.distinct)
        const usual = sweep.peak.note(act.time, hosts)
        if (isNew) sweep.evidence.add(act)
        if (sweep.all.distinct < 250 && sweep.admin.distinct < 30) return undefined
        if (usual * 2 >= hosts || !speak.admits(actor, act.time, hosts)) return undefined
        return {
          signal: 'host-sweep',
          title: `${actor} swept ${hosts} inside hosts`,
          techniques: ['T1018', 'T1046'],
          impact: act.user === '' && isOutside(act.sourceIp) ? 30 : 60,
          confidence: 0.8,
          reasons: [
            because(
              'distinct_hosts',
              hosts,
              usual,
              `${hosts} inside hosts reached within an hour, ${sweep.admin.distinct} of them on administration ports within 5 min`,
            ),
          ],
          evidence: sweep.evidence.since(act.time - hour),
        }
      },
    }
  },
}

function createSweep(): Sweep {
  return {
    all: new SlidingCounts(hour, 8192),
    admin: new SlidingCounts(5 * minute),
    peak: new DayPeak(),
    evidence: new Evidence(),
  }
}
