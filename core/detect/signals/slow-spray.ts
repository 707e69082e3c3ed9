import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { HourlyRate } from './hourly-rate.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day } from './units.ts'

const leastSources = 10
const leastUsers = 8
const leastAttempts = 25
/** An address that fails more often in a day is seen by itself. */
const mostOfSource = 3
const parting = '\n'

interface Gateway {
  /** By address and account. */
  pairs: SlidingCounts
  sources: SlidingCounts
  evidence: Evidence
  rate: HourlyRate
}

/**
 * A try every few minutes, each from another household: over a day 10 sources that fail at most 3 times each, 8 users, 25
 * attempts, at most 5 a user on average (Microsoft, Midnight Blizzard, 25 January 2024: few attempts through residential
 * proxies; the counts are ours), and half as much again as a day of the gateway's usual hours, mean + 3 sigma. T1110.003.
 *
 * Excuses: failures from an address or over a network that the person has used before don't count; a success takes that
 * person's failures out as typos.
 */
export const slowSpraySignal: SignalFactory = {
  name: 'slow-spray',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const gateways = remember<Gateway>('gateways', {
      bound: 512,
      codec: fields<Gateway>({
        pairs: SlidingCounts.codec,
        sources: SlidingCounts.codec,
        evidence: Evidence.codec,
        rate: HourlyRate.codec,
      }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        const { sourceIp, user, time, gateway: name } = act
        if (sourceIp === '' || user === '') return undefined
        if (isLogin(act)) {
          const own = pairsOf(gateways.peek(name), user)
          if (own.length > 0) for (const pair of own) gateways.get(name)?.pairs.forget(pair)
          return undefined
        }
        if (!isFailedLogin(act) || history.isFamiliar(user, sourceIp)) return undefined
        if (history.isOwnNetwork(user, act.network)) return undefined
        const gateway = gateways.demand(name, () => ({
          pairs: new SlidingCounts(day),
          sources: new SlidingCounts(day),
          evidence: new Evidence(),
          rate: new HourlyRate(time, leastAttempts),
        }))
        const { pairs, sources, evidence, rate } = gateway
        rate.add(time)
        pairs.add(time, `${sourceIp}${parting}${user}`)
        sources.add(time, sourceIp)
        if ((sources.counts.get(sourceIp) ?? 0) > mostOfSource) return undefined
        evidence.add(act)
        if (sources.distinct < leastSources || pairs.total < leastAttempts) return undefined
        const seen = rareOf(gateway)
        if (seen.sources.size < leastSources || seen.users.size < leastUsers) return undefined
        if (seen.total < leastAttempts || seen.total > 5 * seen.users.size) return undefined
        if (seen.total <= 1.5 * rate.usual.ceiling(3, 24)) return undefined
        if (!speak.admits(name, time, seen.users.size)) return undefined
        const where = name ? ` at ${name}` : ''
        return {
          signal: 'slow-spray',
          title: `Slow password spray from ${seen.sources.size} addresses against ${seen.users.size} accounts${where}`,
          techniques: ['T1110.003'],
          impact: 65,
          // On the first day there is no usual level to compare with.
          confidence: rate.usual.count < 24 ? 0.55 : 0.7,
          reasons: [
            because(
              'distinct_sources',
              seen.sources.size,
              `< ${leastSources} in a day`,
              `${seen.total} failed sign-ins within a day from ${seen.sources.size} addresses new to these accounts, none more than ${mostOfSource} times`,
            ),
            because(
              'distinct_users',
              seen.users.size,
              `${rate.usual.mean.toFixed(1)} failures an hour`,
              `${seen.users.size} accounts tried${where}, each only a few times`,
            ),
          ],
          evidence: evidence.since(time - day),
          entities: { users: [...seen.users], sourceIps: [...seen.sources] },
        }
      },
    }
  },
}

function pairsOf(gateway: Gateway | undefined, user: string): string[] {
  const pairs = gateway?.pairs.counts.keys() ?? []
  return [...pairs].filter((pair) => pair.endsWith(`${parting}${user}`))
}

/** The failures of addresses that fail hardly ever. */
function rareOf({ pairs, sources }: Gateway): { users: Set<string>; sources: Set<string>; total: number } {
  const seen = { users: new Set<string>(), sources: new Set<string>(), total: 0 }
  for (const [pair, count] of pairs.counts) {
    const [source = '', user = ''] = pair.split(parting)
    if ((sources.counts.get(source) ?? 0) > mostOfSource) continue
    seen.users.add(user)
    seen.sources.add(source)
    seen.total += count
  }
  return seen
}
