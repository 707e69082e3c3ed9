import type { Act } from '../../event/act.ts'
import { exitKind } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * A login over an internet provider new to a person of 10 logins and 14 days (Cortex: first ASN for user; Sentinel: ISP
 * first in 30 d). Context only: weak alone, and below what is reported. T1133.
 *
 * Excuses: a mobile carrier, satellite, relay or company gateway, which come and go; a network 5 or more people use; a
 * person who has used 4 or more networks is on the move. Hosting and a new country, which implies
 * a new network, have signals of their own.
 */
export const newNetworkSignal: SignalFactory = {
  name: 'new-network',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(30 * day)
    return {
      see(act: Act) {
        const { network, user } = act
        if (network === undefined || network.kind === 'hosting' || network.kind === 'mobile') return undefined
        if (!isLogin(act) || exitKind(network) !== undefined || history.isCommonNetwork(network.number))
          return undefined
        const person = history.person(user)
        if (!person || person.logins < 10 || act.time - person.firstSeen < 14 * day) return undefined
        if (person.networks.has(network.number) || person.networks.size >= 4 || person.networks.size === 0)
          return undefined
        if (act.place && !person.countries.has(act.place.country)) return undefined
        if (!speak.admits(`${user} ${network.number}`, act.time)) return undefined
        return {
          signal: 'new-network',
          title: `${user} signed in over ${network.name || `AS${network.number}`} for the first time`,
          techniques: ['T1133'],
          impact: 15,
          confidence: 0.4,
          reasons: [
            because(
              'network',
              `AS${network.number} ${network.name}`,
              `${person.networks.size} known`,
              `None of ${person.logins} earlier sign-ins came over this provider`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
