import type { Act } from '../../event/act.ts'
import { exitKind } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * A login through a consumer VPN or a Tor exit (Arctic Wolf: VPN logins from such hosters are the earliest sign of Akira;
 * Elastic's list of VPN and VPS systems; Tor exit lists). Failed logins from there are guessing, and have signals of
 * their own. T1090.003, T1133.
 *
 * Excuses: a person who has signed in over that network before; a network 5 or more people use; a shared egress.
 */
export const anonymiserExitSignal: SignalFactory = {
  name: 'anonymiser-exit',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(7 * day)
    return {
      see(act: Act) {
        const { network, user } = act
        if (user === '' || network === undefined || exitKind(network) !== 'anonymiser' || !isLogin(act))
          return undefined
        const person = history.person(user)
        if (person?.networks.has(network.number) || history.isCommonNetwork(network.number)) return undefined
        if (history.isSharedSource(act.sourceIp) || !speak.admits(`${user} ${network.number}`, act.time))
          return undefined
        return {
          signal: 'anonymiser-exit',
          title: `${user} signed in through an anonymiser (${network.name || `AS${network.number}`})`,
          techniques: ['T1090.003', 'T1133'],
          impact: 40,
          confidence: person && person.logins >= 5 ? 0.6 : 0.4,
          reasons: [
            because(
              'network',
              `AS${network.number} ${network.name}`,
              person ? `${person.networks.size} other networks` : 'unknown',
              `${network.name || 'The network'} sells VPN exits or runs Tor exits, which hide where ${user} is`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
