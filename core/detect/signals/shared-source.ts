import type { Act } from '../../event/act.ts'
import { exitKind } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

const within = 7 * day
const keptPeople = 16

/**
 * Several people sign in from one rented or anonymised address: 3 accounts within 7 days (ours): one operator with several
 * stolen accounts, or one remote worker under several names. T1078, T1090.
 *
 * Excuses: broadband and mobile addresses (families, carrier NAT); a network 5 or more people use, privacy relays and
 * company gateways, where it is the rule.
 */
export const sharedSourceSignal: SignalFactory = {
  name: 'shared-source',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const sources = remember<Act[]>('sources')
    const speak = realert(30 * day)
    return {
      see(act: Act) {
        const { sourceIp, network, user, time } = act
        const exit = exitKind(network)
        if (network === undefined || sourceIp === '' || user === '' || !isLogin(act)) return undefined
        if (exit === undefined ? network.kind !== 'hosting' : exit !== 'anonymiser') return undefined
        const kept = (sources.peek(sourceIp) ?? []).filter(
          (one) => one.user !== user && time - one.time <= within,
        )
        const people = [...kept, act].slice(-keptPeople)
        sources.set(sourceIp, people)
        if (people.length < 3 || history.isCommonNetwork(network.number)) return undefined
        if (!speak.admits(sourceIp, time, people.length)) return undefined
        const users = people.map((one) => one.user)
        return {
          signal: 'shared-source',
          title: `${users.length} people signed in from ${sourceIp} (${network.name || `AS${network.number}`})`,
          techniques: ['T1078', 'T1090'],
          impact: 60,
          confidence: 0.6,
          reasons: [
            because(
              'source_people',
              users.length,
              '1',
              `${users.join(', ')} came from one rented address within 7 days`,
            ),
          ],
          evidence: people.slice(0, -1),
          entities: { users },
        }
      },
    }
  },
}
