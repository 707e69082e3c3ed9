import type { Act } from '../../event/act.ts'
import { isFailedLogin, isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, spanText } from './units.ts'

/** How gateways and directories say that an account is switched off; `expired` is said of passwords, too. */
const off = [
  'disabled',
  'terminated',
  'deactivated',
  'inactive account',
  'account expired',
  'account has expired',
  'account is expired',
]

/**
 * Somebody tries an account that is switched off (Cortex: "disabled account attempt", low), or gets in with one that was
 * refused as switched off within 30 days (ours). T1078.
 *
 * Excuses: an expired password is no disabled account; a leaver's phone that keeps trying from a known address counts
 * for little.
 */
export const disabledAccountSignal: SignalFactory = {
  name: 'disabled-account',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const refused = remember<Act>('refused')
    const speak = realert(7 * day)
    return {
      see(act: Act) {
        const { user, reason } = act
        if (user === '') return undefined
        if (isLogin(act)) {
          const before = refused.peek(user)
          refused.delete(user)
          if (!before || act.time - before.time > 30 * day) return undefined
          return {
            signal: 'disabled-account',
            title: `${user} signed in with an account that had been switched off`,
            techniques: ['T1078'],
            impact: 60,
            confidence: history.isFamiliar(user, act.sourceIp) ? 0.3 : 0.7,
            reasons: [
              because(
                'account_state',
                'works again',
                'switched off',
                `Refused as switched off (${before.reason}) ${spanText(act.time - before.time)} before this sign-in`,
              ),
            ],
            evidence: [before],
          }
        }
        if (!isFailedLogin(act) || !saysOff(reason)) return undefined
        refused.set(user, act)
        if (!speak.admits(`${user} ${act.sourceIp}`, act.time)) return undefined
        const familiar = history.isFamiliar(user, act.sourceIp)
        return {
          signal: 'disabled-account',
          title: `${user} tried to sign in though the account is switched off`,
          techniques: ['T1078'],
          impact: 35,
          confidence: familiar ? 0.3 : 0.6,
          reasons: [
            because(
              'account_state',
              reason,
              'in use',
              familiar
                ? 'Tried from an address the person used before: perhaps a device left signed in'
                : 'Tried from an address the person never used',
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}

function saysOff(reason: string): boolean {
  const lower = reason.slice(0, 256).toLowerCase()
  return !lower.includes('password') && off.some((words) => lower.includes(words))
}
