import type { Act } from '../../event/act.ts'
import { isRentable } from '../../enrich/exit-kind.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/**
 * The first login ever of a person, at an organisation watched for 14 days (Exabeam: first VPN for user; Sentinel: new
 * account), graded up where it is also the first of its group (Exabeam: first VPN for group), or comes from where nobody
 * here comes from. Context only where nothing of this is so. T1078.
 *
 * Excuse: a new hire, who joins in a known country over an ordinary network: below what is reported.
 */
export const firstLoginSignal: SignalFactory = {
  name: 'first-login',
  kinds: ['attempt', 'start'],
  create({ history, remember, realert }) {
    const groups = remember<true>('groups', { bound: 4096 })
    const speak = realert(365 * day, 'moment')
    return {
      see(act: Act) {
        const { user, group, network, place } = act
        if (user === '' || !isLogin(act)) return undefined
        const isNewGroup = group !== '' && groups.get(group) === undefined
        if (isNewGroup) groups.set(group, true)
        if (history.person(user) !== undefined || history.age(act.time) < 14 * day) return undefined
        if (!speak.admits(user, act.time)) return undefined
        const abroad = place !== undefined && !history.isKnownCountry(place.country)
        const hidden = isRentable(network)
        const oddities = [
          isNewGroup && `the group ${group} has never been on the VPN`,
          abroad && `nobody has signed in from ${place.country} before`,
          hidden && `the address belongs to ${network?.name ?? 'a hosting provider'}`,
        ].filter((text) => text !== false)
        return {
          signal: 'first-login',
          title: `${user} signed in for the first time`,
          techniques: ['T1078'],
          impact: oddities.length > 0 ? 40 : 15,
          confidence: Math.min(0.7, 0.4 + 0.15 * oddities.length),
          reasons: [
            because(
              'account_age',
              'first sign-in',
              'known',
              oddities.length > 0
                ? `Nobody of this name has signed in before, and ${oddities.join(', and ')}`
                : 'Nobody of this name has signed in before: perhaps a new hire',
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
