import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { Evidence } from './evidence.ts'
import { isFailedLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { SlidingCounts } from './sliding-counts.ts'
import { day, hour, second } from './units.ts'

const slowFailures = 20
const fastFailures = 18

interface Account {
  slow: SlidingCounts
  fast: SlidingCounts
  evidence: Evidence
}

/**
 * Many failures for one account: 20 within an hour (Microsoft Sentinel, Pulse Connect Secure rules) or 18 within 45 s
 * (Wazuh rule 81615, FortiGate SSL-VPN). T1110.001.
 *
 * Excuses: one to four typos never reach it; failures from an address the person has logged in from before are more
 * likely a stale saved password, and count for little; a success from such an address starts the count anew.
 */
export const bruteForceSignal: SignalFactory = {
  name: 'brute-force',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const accounts = remember('accounts', {
      codec: fields<Account>({
        slow: SlidingCounts.codec,
        fast: SlidingCounts.codec,
        evidence: Evidence.codec,
      }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        if (act.user === '') return undefined
        const familiar = history.isFamiliar(act.user, act.sourceIp)
        if (!isFailedLogin(act)) {
          if (familiar) accounts.delete(act.user)
          return undefined
        }
        const account = accounts.demand(act.user, () => ({
          slow: new SlidingCounts(hour, 1024),
          fast: new SlidingCounts(45 * second, 64),
          evidence: new Evidence(),
        }))
        account.slow.add(act.time, act.sourceIp)
        account.fast.add(act.time, act.sourceIp)
        account.evidence.add(act)
        const failures = account.slow.total
        if (failures < slowFailures && account.fast.total < fastFailures) return undefined
        // Another attacker is told of, but not each address of one who has many.
        const own = account.slow.counts.get(act.sourceIp) ?? 0
        const target = own * 2 > failures ? `${act.user} ${act.sourceIp}` : act.user
        if (!speak.admits(target, act.time, failures)) return undefined
        const slow = failures >= slowFailures
        const counted = slow ? failures : account.fast.total
        const span = slow ? 'an hour' : '45 s'
        const sources = [...account.slow.counts.keys()]
        const from =
          sources.length === 1 ? act.sourceIp || 'an unknown address' : `${sources.length} addresses`
        return {
          signal: 'brute-force',
          title: `Password guessing against ${act.user} from ${from}`,
          techniques: ['T1110.001'],
          impact: 50,
          confidence: familiar ? 0.3 : 0.75,
          reasons: [
            because(
              'failed_logins',
              counted,
              slow ? `< ${slowFailures} in an hour` : `< ${fastFailures} in 45 s`,
              familiar
                ? `${counted} failed sign-ins within ${span}, but from an address ${act.user} has used before: perhaps a stale saved password`
                : `${counted} failed sign-ins for ${act.user} within ${span}`,
            ),
          ],
          evidence: account.evidence.since(act.time - hour),
          entities: { sourceIps: sources },
        }
      },
    }
  },
}
