import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { isOutside } from './address.ts'
import { sentOf } from './sent.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { bytesText, day, hour } from './units.ts'

const largeEcho = 256

interface Echoes {
  packets: SlidingCounts
  bytes: number
}

/**
 * Data in ICMP: echoes of 256 bytes or more a packet to an internet address (Elastic), 20 packets within an hour (ours:
 * a ping with a large size is four). T1095, T1572.
 *
 * Excuses: a destination 3 or more people use; inside destinations; ordinary echoes take 64 to 98 bytes.
 */
export const icmpTunnelSignal: SignalFactory = {
  name: 'icmp-tunnel',
  kinds: ['flow'],
  create({ history, remember, realert }) {
    const pairs = remember('pairs', {
      codec: fields<Echoes>({ packets: SlidingCounts.codec }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.transport !== 'icmp' && act.transport !== 'ipv6-icmp' && act.service !== 'icmp')
          return undefined
        if (!isOutside(act.destinationIp) || isOutside(act.sourceIp)) return undefined
        const { bytes, packets } = sentOf(act)
        if (!(bytes / packets >= largeEcho)) return undefined
        const actor = act.user || act.sourceIp
        const key = `${actor} ${act.destinationIp}`
        const pair = pairs.demand(key, () => ({ packets: new SlidingCounts(hour, 256), bytes: 0 }))
        for (let i = 0; i < Math.min(packets, 256); i++) pair.packets.add(act.time, '')
        pair.bytes += bytes
        if (pair.packets.total < 20 || history.isPopularDestination(act.destinationIp)) return undefined
        if (!speak.admits(key, act.time, pair.bytes)) return undefined
        return {
          signal: 'icmp-tunnel',
          title: `${actor} sent ${bytesText(pair.bytes)} as ICMP to ${act.destinationIp}`,
          techniques: ['T1095', 'T1572'],
          impact: 55,
          confidence: 0.6,
          reasons: [
            because(
              'icmp_bytes',
              `${Math.round(bytes / packets)} B a packet`,
              '64 to 98 B',
              `Echoes of ${Math.round(bytes / packets)} bytes to ${act.destinationIp}: a ping carries 32 to 56`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
