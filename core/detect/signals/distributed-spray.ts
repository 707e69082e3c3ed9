import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { HourlyRate } from './hourly-rate.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

const leastAttempts = 25

interface GatewayState {
  users: SlidingCounts
  sources: SlidingCounts
  evidence: Evidence
  rate: HourlyRate
}

const stateCodec = fields<GatewayState>({
  users: SlidingCounts.codec,
  sources: SlidingCounts.codec,
  evidence: Evidence.codec,
  rate: HourlyRate.codec,
})

/**
 * Many sources try many accounts at one gateway within an hour: 5 sources, 8 users, 25 attempts, at most 5 a user
 * on average (Elastic), and more than mean + 3 sigma of that gateway's hourly failures (Splunk), so that a busy gateway's
 * typos don't count; an hour teaches no more than it would have taken to speak, or an attack would hide the next. T1110.003.
 *
 * Excuses: failures from an address the person has used before don't count (an outage of the authentication back end
 * makes everybody fail from home); a success takes that person's failures out as typos; one source with half of
 * the failures is a plain spray.
 */
export const distributedSpraySignal: SignalFactory = {
  name: 'distributed-spray',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const gateways = remember<GatewayState>('gateways', { bound: 512, codec: stateCodec })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.sourceIp === '' || act.user === '') return undefined
        if (isLogin(act)) {
          const isTried = gateways.peek(act.gateway)?.users.counts.has(act.user)
          if (isTried) gateways.get(act.gateway)?.users.forget(act.user)
          return undefined
        }
        if (!isFailedLogin(act) || history.isFamiliar(act.user, act.sourceIp)) return undefined
        const gateway = gateways.demand(act.gateway, () => createState(act.time))
        gateway.rate.add(act.time)
        gateway.users.add(act.time, act.user)
        gateway.sources.add(act.time, act.sourceIp)
        gateway.evidence.add(act)
        const { users, sources } = gateway
        if (sources.distinct < 5 || users.distinct < 8 || users.total < leastAttempts) return undefined
        if (users.total > 5 * users.distinct || users.total <= gateway.rate.usual.ceiling(3)) return undefined
        if ((sources.counts.get(act.sourceIp) ?? 0) * 2 > sources.total) return undefined
        if (!speak.admits(act.gateway, act.time, users.distinct)) return undefined
        const where = act.gateway ? ` at ${act.gateway}` : ''
        return {
          signal: 'distributed-spray',
          title: `Distributed password spray from ${sources.distinct} addresses against ${users.distinct} accounts${where}`,
          techniques: ['T1110.003'],
          impact: 65,
          // On the first day there is no usual level to compare with.
          confidence: gateway.rate.usual.count < 24 ? 0.65 : 0.8,
          reasons: [
            because(
              'distinct_sources',
              sources.distinct,
              '< 5 an hour',
              `${users.total} failed sign-ins within an hour from ${sources.distinct} addresses new to these accounts`,
            ),
            because(
              'distinct_users',
              users.distinct,
              `${gateway.rate.usual.mean.toFixed(1)} failures an hour`,
              `${users.distinct} accounts tried${where}, each only a few times`,
            ),
          ],
          evidence: gateway.evidence.since(act.time - hour),
          entities: { users: [...users.counts.keys()], sourceIps: [...sources.counts.keys()] },
        }
      },
    }
  },
}

function createState(time: number): GatewayState {
  return {
    users: new SlidingCounts(hour),
    sources: new SlidingCounts(hour),
    evidence: new Evidence(),
    rate: new HourlyRate(time, leastAttempts),
  }
}
