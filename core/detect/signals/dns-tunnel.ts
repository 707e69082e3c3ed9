import type { Act } from '../../event/act.ts'
import { HourlySum } from './hourly-sum.ts'
import { isInternal } from '../../features/address.ts'
import { fields } from '../../memory/codec.ts'
import { sentOf } from './sent.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { bytesText, day, megabyte } from './units.ts'

interface Queries {
  bytes: HourlySum
  flows: HourlySum
}

/**
 * Data hidden in DNS, seen from the volume of DNS flows (an act carries no query names): 1 MB an hour sent to one
 * resolver, or 200 queries an hour of 150 bytes or more on average; a plain query takes 60 to 80 bytes; or 3,000
 * queries an hour of one person, four times any earlier day (all ours; Splunk alerts on a total query length over 10,000;
 * RITA counts subdomains). T1071.004, T1572.
 *
 * Excuses: volume alone says nothing of a resolver that 3 or more people use, or that is inside; there the size must be
 * unusual.
 */
export const dnsTunnelSignal: SignalFactory = {
  name: 'dns-tunnel',
  kinds: ['flow'],
  create({ history, remember, realert }) {
    const resolvers = remember('resolvers', {
      codec: fields<Queries>({ bytes: HourlySum.codec, flows: HourlySum.codec }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if ((act.destinationPort !== 53 && act.service !== 'dns') || act.destinationIp === '')
          return undefined
        const { bytes: sent, packets } = sentOf(act)
        if (!(sent > 0)) return undefined
        const actor = act.user || act.sourceIp
        const key = `${actor} ${act.destinationIp}`
        const queries = resolvers.demand(key, () => ({
          bytes: new HourlySum(1),
          flows: new HourlySum(1),
        }))
        const bytes = queries.bytes.add(act.time, sent)
        const flows = queries.flows.add(act.time, packets)
        const shared = isInternal(act.destinationIp) || history.isPopularDestination(act.destinationIp)
        const large = flows >= 200 && bytes / flows >= 150
        const flood = act.user !== '' && flows >= 3000 && flows >= 4 * queries.flows.earlierPeak
        if (!large && !flood && (shared || bytes < megabyte)) return undefined
        if (queries.bytes.earlierPeak * 2 >= bytes || !speak.admits(key, act.time, bytes)) return undefined
        return {
          signal: 'dns-tunnel',
          title: `${actor} sent ${bytesText(bytes)} as DNS to ${act.destinationIp}`,
          techniques: ['T1071.004', 'T1572'],
          impact: 60,
          confidence: large ? 0.7 : flood ? 0.5 : 0.6,
          reasons: [
            because(
              'dns_bytes_up',
              bytesText(bytes),
              bytesText(queries.bytes.earlierPeak),
              `${Math.round(flows)} DNS queries of ${Math.round(bytes / flows)} bytes on average within the hour to ${act.destinationIp}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
