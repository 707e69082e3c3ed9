import type { Act, Notice } from '../../event/act.ts'
import { isOutside } from './address.ts'
import { BoundedSet } from './bounded-set.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

const impacts: Record<Notice['severity'], number> = { low: 15, medium: 30, high: 60 }

/**
 * What an intrusion detection says (Suricata, Snort, FortiGate, PAN-OS, …). Alone it is context: below what is reported
 * when its own severity is low, low when it is medium, medium when it is high, was not blocked and somebody inside set it
 * off. The weights are ours.
 *
 * Excuses: an address of the internet, which scans all day (low at most, not reported when blocked); a signature that 5 or more sources
 * set off is of software, not of an attacker, and counts for half.
 */
export const intrusionAlertSignal: SignalFactory = {
  name: 'intrusion-alert',
  kinds: ['notice'],
  create({ remember, realert }) {
    const signatures = remember<BoundedSet<string>>('signatures', { bound: 4096, codec: BoundedSet.codec() })
    const speak = realert(day)
    return {
      see(act: Act) {
        const { notice, sourceIp, destinationIp } = act
        if (notice?.category !== 'intrusion_alert') return undefined
        const actor = act.user || sourceIp
        const sources = signatures.demand(notice.name, () => new BoundedSet<string>(8))
        sources.add(actor)
        if (!speak.admits(`${actor} ${notice.name}`, act.time)) return undefined
        const blocked = act.outcome === 'failure'
        const internet = act.user === '' && isOutside(sourceIp)
        const common = sources.size >= 5
        return {
          signal: 'intrusion-alert',
          title: `${actor || 'An unknown source'} set off "${notice.name || notice.detail.slice(0, 60)}"`,
          techniques: [internet ? 'T1190' : 'T1210'],
          impact: internet ? Math.min(blocked ? 25 : 40, impacts[notice.severity]) : impacts[notice.severity],
          confidence: (blocked ? 0.5 : 0.7) * (common ? 0.5 : 1),
          reasons: [
            because(
              'signature',
              notice.name,
              common ? `${sources.size} sources or more` : 'none',
              `Severity ${notice.severity} by its own scale, ${blocked ? 'blocked' : 'not blocked'}${destinationIp ? `, towards ${destinationIp}` : ''}${common ? '; many set it off' : ''}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
