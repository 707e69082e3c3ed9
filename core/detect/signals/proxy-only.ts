import type { Act } from '../../event/act.ts'
import { exitKind } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

const leastLogins = 8

/**
 * A person all of whose logins come from rented or anonymised addresses: the pattern of remote workers who hide where
 * they are, and of policy evasion by a consumer VPN. 8 logins over 3 days, not one from an access network (ours).
 * T1090, T1133.
 *
 * Excuses: networks 5 or more people use (cloud desktops), company gateways, privacy relays and satellites don't count
 * either way; one login from home or a phone ends it.
 */
export const proxyOnlySignal: SignalFactory = {
  name: 'proxy-only',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const people = remember<{ proxied: number; ordinary: boolean; since: number; names: Set<string> }>(
      'people',
    )
    const speak = realert(90 * day)
    return {
      see(act: Act) {
        const { user, network, time } = act
        if (user === '' || network === undefined || network.kind === 'unknown' || !isLogin(act))
          return undefined
        const exit = exitKind(network)
        if ((exit !== undefined && exit !== 'anonymiser') || history.isCommonNetwork(network.number))
          return undefined
        if (people.peek(user)?.ordinary) return undefined
        const person = people.demand(user, () => ({
          proxied: 0,
          ordinary: (history.person(user)?.logins ?? 0) > 0,
          since: time,
          names: new Set<string>(),
        }))
        if (exit !== 'anonymiser' && network.kind !== 'hosting') person.ordinary = true
        if (person.ordinary) return undefined
        person.proxied += 1
        if (person.names.size < 8) person.names.add(network.name || `AS${network.number}`)
        if (person.proxied < leastLogins || time - person.since < 3 * day) return undefined
        if (!speak.admits(user, time)) return undefined
        return {
          signal: 'proxy-only',
          title: `${user} has only ever signed in from rented or anonymised addresses`,
          techniques: ['T1090', 'T1133'],
          impact: 45,
          confidence: 0.6,
          reasons: [
            because(
              'proxied_logins',
              person.proxied,
              'now and then',
              `All ${person.proxied} sign-ins came from ${[...person.names].join(', ')}: nobody knows where ${user} is`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
