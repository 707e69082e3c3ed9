import type { Act } from '../../event/act.ts'
import { fields } from '../../memory/codec.ts'
import { isOutside } from './address.ts'
import { BoundedSet } from './bounded-set.ts'
import { isNeighbour } from './address.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

const learning = 5 * day

/**
 * An administrator signs in to a gateway from an address that never administered it, after 5 days of watching it
 * (Elastic: first FortiGate SSO admin login of a source in 5 d). T1078, T1190.
 *
 * Excuses: an inside address (a jump host, a colleague's desk) and a neighbour of a known one count for little; an
 * attempt that failed is no login.
 */
export const newAdminSourceSignal: SignalFactory = {
  name: 'new-admin-source',
  kinds: ['notice'],
  create({ remember, realert }) {
    const gateways = remember('gateways', {
      bound: 4096,
      codec: fields<{ since: number; sources: BoundedSet<string> }>({ sources: BoundedSet.codec() }),
    })
    const speak = realert(day)
    return {
      see(act: Act) {
        const { notice, sourceIp, gateway, time } = act
        if (notice?.category !== 'admin_login' || act.outcome === 'failure' || sourceIp === '')
          return undefined
        const known = gateways.demand(gateway, () => ({ since: time, sources: new BoundedSet(256) }))
        const isNew = !known.sources.has(sourceIp)
        const near = known.sources.values().some((one) => isNeighbour(one, sourceIp))
        known.sources.add(sourceIp)
        if (!isNew || time - known.since < learning || !speak.admits(`${gateway} ${sourceIp}`, time))
          return undefined
        const outside = isOutside(sourceIp)
        const sso = /sso|saml/i.test(`${act.authMethod} ${notice.name} ${notice.detail}`)
        return {
          signal: 'new-admin-source',
          title: `${act.user || 'An administrator'} administers ${gateway || 'the gateway'} from ${sourceIp} for the first time`,
          techniques: ['T1078', 'T1190'],
          impact: outside ? 60 : 25,
          confidence: (outside ? (sso ? 0.7 : 0.6) : 0.4) * (near ? 0.5 : 1),
          reasons: [
            because(
              'admin_source',
              sourceIp,
              known.sources.values().slice(0, -1).slice(-3).join(', ') || 'none',
              `${sourceIp}${outside ? ', an address of the internet,' : ''} never administered ${gateway || 'this gateway'} before${sso ? ', and came in by single sign-on' : ''}`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
