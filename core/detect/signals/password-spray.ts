import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

interface Failures {
  recent: SlidingCounts
  slow: SlidingCounts
  evidence: Evidence
}

/**
 * One source tries few passwords on many accounts. Within an hour: 5 users and 15 attempts, 60 % of the users tried
 * 2 to 6 times (Elastic, Okta spray rule), or 10 users tried at most 8 times each (ours, for one try an account).
 * Low and slow: 20 users within a day (ours). T1110.003.
 *
 * Excuses: failures of a person from an address they have logged in from before are not counted, so the Monday
 * typos of an office behind one egress are no spray; a success takes that person's earlier failures out as typos.
 */
export const passwordSpraySignal: SignalFactory = {
  name: 'password-spray',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const sources = remember('sources', {
      codec: fields<Failures>({
        recent: SlidingCounts.codec,
        slow: SlidingCounts.codec,
        evidence: Evidence.codec,
      }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.sourceIp === '' || act.user === '') return undefined
        if (!isFailedLogin(act)) {
          if (!isLogin(act)) return undefined
          const tried = sources.get(act.sourceIp)
          tried?.recent.forget(act.user)
          tried?.slow.forget(act.user)
          return undefined
        }
        if (history.isFamiliar(act.user, act.sourceIp)) return undefined
        const source = sources.demand(act.sourceIp, () => ({
          recent: new SlidingCounts(hour),
          slow: new SlidingCounts(day),
          evidence: new Evidence(),
        }))
        source.recent.add(act.time, act.user)
        source.slow.add(act.time, act.user)
        source.evidence.add(act)
        if (!isSpray(source.recent) && source.slow.distinct < 20) return undefined
        if (!speak.admits(act.sourceIp, act.time, source.slow.distinct)) return undefined
        const users = [...source.slow.counts.keys()]
        return {
          signal: 'password-spray',
          title: `Password spray from ${act.sourceIp} against ${users.length} accounts`,
          techniques: ['T1110.003'],
          impact: 60,
          confidence: Math.min(0.9, 0.7 + users.length / 200),
          reasons: [
            because(
              'distinct_users',
              users.length,
              '< 5 an hour',
              `${source.slow.total} failed sign-ins for ${users.length} accounts from ${act.sourceIp}, none of which had signed in from there before`,
            ),
          ],
          evidence: source.evidence.since(act.time - day),
          entities: { users },
        }
      },
    }
  },
}

function isSpray(failures: SlidingCounts): boolean {
  const users = failures.distinct
  if (users < 5) return false
  const perUser = [...failures.counts.values()]
  if (users >= 10 && failures.total <= users * 8) return true
  const band = perUser.filter((tries) => tries >= 2 && tries <= 6).length
  return failures.total >= 15 && band >= 0.6 * users
}
