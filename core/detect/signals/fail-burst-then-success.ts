import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

interface Failures {
  counts: SlidingCounts
  evidence: Evidence
}

/**
 * A login that works after many that did not: from a source that failed 5 times for 3 accounts (Elastic, SonicWall
 * rule; its 15 min widened to an hour for slow guessing), or for an account that failed 10 times within an hour
 * (Timesketch takes 20) and now opens to an address it never used. T1110, then T1078 and T1133.
 *
 * Excuses: one to four failures are typos; an account's own address ends a run of stale passwords; an office egress
 * always has failures of others; and those who get in after their failures at a source had mistyped.
 */
export const failBurstThenSuccessSignal: SignalFactory = {
  name: 'fail-burst-then-success',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const codec = fields<Failures>({ counts: SlidingCounts.codec, evidence: Evidence.codec })
    const bySource = remember('sources', { codec })
    const byUser = remember('people', { codec })
    const speak = realert(day)
    return {
      see(act: Act) {
        const familiar = history.isFamiliar(act.user, act.sourceIp)
        if (isFailedLogin(act)) {
          if (familiar) return undefined
          if (act.sourceIp !== '') note(bySource.demand(act.sourceIp, create), act, act.user)
          if (act.user !== '') note(byUser.demand(act.user, create), act, act.sourceIp)
          return undefined
        }
        if (!isLogin(act) || act.user === '' || familiar || history.isSharedSource(act.sourceIp))
          return undefined
        const source = bySource.get(act.sourceIp)
        const account = byUser.get(act.user)
        source?.counts.forget(act.user)
        source?.counts.prune(act.time)
        account?.counts.prune(act.time)
        const spraying =
          source && source.counts.total >= 5 && source.counts.distinct >= 3 ? source : undefined
        const guessed = account && account.counts.total >= 10 ? account : undefined
        const burst = spraying ?? guessed
        if (!burst || !speak.admits(`${act.user} ${act.sourceIp}`, act.time)) return undefined
        const failed = burst.counts.total
        return {
          signal: 'fail-burst-then-success',
          title: `${act.user} signed in from ${act.sourceIp || 'an unknown address'} after ${failed} failures`,
          techniques: ['T1110', 'T1078', 'T1133'],
          impact: 85,
          confidence: spraying ? 0.85 : history.person(act.user) ? 0.75 : 0.5,
          reasons: [
            because(
              'failures_before_success',
              failed,
              '0 to 4',
              spraying
                ? `${act.sourceIp} failed ${failed} times for ${burst.counts.distinct} accounts, then got in as ${act.user}`
                : `${failed} failures for ${act.user} within an hour, then a sign-in from an address never used before`,
            ),
          ],
          evidence: burst.evidence.since(act.time - hour),
        }
      },
    }
  },
}

function create(): Failures {
  return { counts: new SlidingCounts(hour, 1024), evidence: new Evidence() }
}

function note(failures: Failures, act: Act, key: string): void {
  failures.counts.add(act.time, key)
  failures.evidence.add(act)
}
