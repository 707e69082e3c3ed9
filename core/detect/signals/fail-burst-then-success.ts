import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { isInternal } from '../../features/address.ts'
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

/** One or two are typos, and of somebody unknown more may be. */
const leastGuesses = 3
const wholeGuesses = 10

/**
 * A login that works after many that did not: from a source that failed 5 times for 3 accounts (Elastic, SonicWall
 * rule; its 15 min widened to an hour for slow guessing), or for an account that failed within an hour and now opens to an
 * address it never used: a little sure from 3 failures on, and wholly from 10 (ours; Timesketch takes 20); of somebody not seen before from 10. T1110, then T1078
 * and T1133.
 *
 * Excuses: one or two failures are typos; failures from other addresses than the one that gets in count half, and not at all
 * where it is inside or signs in by a key, which nobody guesses; a device the person has used before takes seven tenths
 * off; an account's own address ends a run of stale passwords; an office egress
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
        const carried = act.deviceId !== '' && history.person(act.user)?.devices.has(act.deviceId) === true
        const guesses = account ? weigh(account.counts, act) * (carried ? 0.3 : 1) : 0
        const burst =
          spraying ??
          (guesses >= (history.person(act.user) ? leastGuesses : wholeGuesses) ? account : undefined)
        if (!burst || !speak.admits(`${act.user} ${act.sourceIp}`, act.time)) return undefined
        const failed = burst.counts.total
        return {
          signal: 'fail-burst-then-success',
          title: `${act.user} signed in from ${act.sourceIp || 'an unknown address'} after ${failed} failures`,
          techniques: ['T1110', 'T1078', 'T1133'],
          impact: 85,
          confidence: spraying
            ? 0.85
            : (history.person(act.user) ? 0.75 : 0.5) * Math.min(1, guesses / wholeGuesses) ** 1.3,
          reasons: [
            because(
              'failures_before_success',
              failed,
              '0 to 2',
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

/** Failures that speak against this login; those of others only where it may be theirs. */
function weigh(counts: SlidingCounts, { sourceIp, authMethod }: Act): number {
  if (keyMethod.test(authMethod)) return 0
  const own = counts.counts.get(sourceIp) ?? 0
  return own + (isInternal(sourceIp) ? 0 : (counts.total - own) / 2)
}

const keyMethod = /public-?key|certificate/i

function create(): Failures {
  return { counts: new SlidingCounts(hour, 1024), evidence: new Evidence() }
}

function note(failures: Failures, act: Act, key: string): void {
  failures.counts.add(act.time, key)
  failures.evidence.add(act)
}
