import type { Act } from '../../event/act.ts'
import { isPlaceless } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * A login from a hosting provider by a person who never used one: the earliest sign of the 2025 Akira campaign
 * (Arctic Wolf: VPN logins from VPS hosting instead of broadband). New networks as such: Cortex "first ASN". T1133.
 *
 * Excuses: a network that 5 or more people here log in from (company proxy, cloud desktop); fewer than 5 earlier
 * logins halve it; a shared egress; privacy relays and company gateways, which rent their exits.
 */
export const newNetworkHostingSignal: SignalFactory = {
  name: 'new-network-hosting',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(7 * day)
    return {
      see(act: Act) {
        if (act.network?.kind !== 'hosting' || !isLogin(act) || act.user === '') return undefined
        if (isPlaceless(act.network)) return undefined
        const { number, name } = act.network
        const person = history.person(act.user)
        if (person?.usedHosting || history.isCommonNetwork(number)) return undefined
        if (history.isSharedSource(act.sourceIp)) return undefined
        if (!speak.admits(`${act.user} ${number}`, act.time)) return undefined
        const known = person !== undefined && person.logins >= 5
        return {
          signal: 'new-network-hosting',
          title: `${act.user} signed in from the hosting provider ${name || `AS${number}`}`,
          techniques: ['T1133'],
          impact: 50,
          confidence: known ? 0.7 : 0.35,
          reasons: [
            because(
              'network_kind',
              `hosting (AS${number} ${name})`,
              known ? `${person.networks.size} other networks` : 'unknown',
              known
                ? `${act.user} has signed in ${person.logins} times, never from a hosting provider`
                : `${act.user} is hardly known, and people seldom work from a hosting provider`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
