import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, minute } from './units.ts'

const window = 15 * minute

/**
 * One source plays a list of leaked pairs: within 15 min 15 users and 25 attempts, at most 2 tries for 80 % of the
 * users (Elastic, credential stuffing). T1110.004.
 *
 * Excuse: failures of a person from an address they have logged in from before are not counted (office egress).
 */
export const credentialStuffingSignal: SignalFactory = {
  name: 'credential-stuffing',
  kinds: ['attempt'],
  create({ history, remember, realert }) {
    const sources = remember('sources', {
      codec: fields<{ users: SlidingCounts; evidence: Evidence }>({
        users: SlidingCounts.codec,
        evidence: Evidence.codec,
      }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.sourceIp === '' || act.user === '' || !isFailedLogin(act)) return undefined
        if (history.isFamiliar(act.user, act.sourceIp)) return undefined
        const { users, evidence } = sources.demand(act.sourceIp, () => ({
          users: new SlidingCounts(window),
          evidence: new Evidence(),
        }))
        users.add(act.time, act.user)
        evidence.add(act)
        if (users.distinct < 15 || users.total < 25) return undefined
        const atMostTwo = [...users.counts.values()].filter((tries) => tries <= 2).length
        if (atMostTwo < 0.8 * users.distinct) return undefined
        if (!speak.admits(act.sourceIp, act.time, users.distinct)) return undefined
        return {
          signal: 'credential-stuffing',
          title: `Credential stuffing from ${act.sourceIp} against ${users.distinct} accounts`,
          techniques: ['T1110.004'],
          impact: 60,
          confidence: 0.8,
          reasons: [
            because(
              'distinct_users',
              users.distinct,
              '< 15 in 15 min',
              `${users.total} sign-ins tried for ${users.distinct} accounts within 15 min, ${atMostTwo} of them at most twice`,
            ),
          ],
          evidence: evidence.since(act.time - window),
          entities: { users: [...users.counts.keys()] },
        }
      },
    }
  },
}
