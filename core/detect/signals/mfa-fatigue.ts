import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { hour, minute } from './units.ts'

const window = 10 * minute

/**
 * A person is asked for the second factor again and again until they give in: 5 refused prompts in 10 min (Elastic,
 * Okta push rule), or a login after more than 3 (Splunk hunt). T1621.
 *
 * Excuses: one to three refusals; refusals whose reason speaks of a code are mistyped codes, not refused pushes;
 * a login from an address the person has used before ends a bad connection rather than an attack.
 */
export const mfaFatigueSignal: SignalFactory = {
  name: 'mfa-fatigue',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const people = remember('people', {
      codec: fields<{ refusals: SlidingCounts; evidence: Evidence }>({
        refusals: SlidingCounts.codec,
        evidence: Evidence.codec,
      }),
    })
    const speak = realert(hour)
    return {
      see(act: Act) {
        if (act.user === '') return undefined
        const refused = isFailedLogin(act) && (act.mfa === 'failure' || act.mfa === 'prompted')
        if (refused && act.reason.toLowerCase().includes('code')) return undefined
        const known = refused
          ? people.demand(act.user, () => ({
              refusals: new SlidingCounts(window, 256),
              evidence: new Evidence(),
            }))
          : people.get(act.user)
        if (!known) return undefined
        if (refused) {
          known.refusals.add(act.time, act.sourceIp)
          known.evidence.add(act)
        } else known.refusals.prune(act.time)
        const prompts = known.refusals.total
        const familiar = history.isFamiliar(act.user, act.sourceIp)
        const gaveIn = isLogin(act) && prompts > 3 && !familiar
        if (!gaveIn && !(refused && prompts >= 5)) return undefined
        if (!speak.admits(`${act.user} ${gaveIn}`, act.time, prompts)) return undefined
        return {
          signal: 'mfa-fatigue',
          title: gaveIn
            ? `${act.user} approved a sign-in after ${prompts} refused prompts`
            : `${prompts} refused second-factor prompts for ${act.user} in 10 min`,
          techniques: gaveIn ? ['T1621', 'T1078'] : ['T1621'],
          impact: gaveIn ? 85 : 60,
          confidence: gaveIn ? 0.85 : familiar ? 0.4 : 0.7,
          reasons: [
            because(
              'refused_prompts',
              prompts,
              '0 to 3 in 10 min',
              gaveIn
                ? `${prompts} prompts were refused within 10 min, then one was approved from an address never used before`
                : `${prompts} prompts were refused or ignored within 10 min: the password is known to someone`,
            ),
          ],
          evidence: known.evidence.since(act.time - window),
        }
      },
    }
  },
}
