import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour } from './units.ts'

const words = ['locked', 'lockout', 'lock-out', 'lock out', 'on exceeding', 'too many']

/**
 * Several accounts are locked at one gateway within an hour: 5 distinct users (Splunk ESCU treats several ASA 113006
 * lockouts at once as a spray; the count is ours). T1110.
 *
 * Excuses: a person who locks themself out from an address they use does not count; one lockout is no wave.
 */
export const lockoutWaveSignal: SignalFactory = {
  name: 'lockout-wave',
  kinds: ['attempt'],
  create({ history, remember, realert }) {
    const gateways = remember('gateways', {
      bound: 512,
      codec: fields<{ users: SlidingCounts; evidence: Evidence }>({
        users: SlidingCounts.codec,
        evidence: Evidence.codec,
      }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (!isFailedLogin(act) || act.user === '' || !isLockout(act.reason)) return undefined
        if (history.isFamiliar(act.user, act.sourceIp)) return undefined
        const { users, evidence } = gateways.demand(act.gateway, () => ({
          users: new SlidingCounts(hour),
          evidence: new Evidence(),
        }))
        users.add(act.time, act.user)
        evidence.add(act)
        if (users.distinct < 5 || !speak.admits(act.gateway, act.time, users.distinct)) return undefined
        return {
          signal: 'lockout-wave',
          title: `${users.distinct} accounts locked out within an hour${act.gateway ? ` at ${act.gateway}` : ''}`,
          techniques: ['T1110'],
          impact: 55,
          confidence: 0.7,
          reasons: [
            because(
              'locked_accounts',
              users.distinct,
              '0 or 1 an hour',
              `${users.distinct} accounts were locked within an hour: someone guesses on many at once`,
            ),
          ],
          evidence: evidence.since(act.time - hour),
          entities: { users: [...users.counts.keys()] },
        }
      },
    }
  },
}

function isLockout(reason: string): boolean {
  if (reason === '') return false
  const lower = reason.slice(0, 500).toLowerCase()
  return words.some((word) => lower.includes(word))
}
