import type { Act } from '../../event/act.ts'
import { isLogin } from './login.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day } from './units.ts'

/** Names by which accounts of machines go: `svc-backup`, `sql_service`, `backup-agent`, `ldapbind`. */
const serviceName =
  /^(?:svc|srv|service|sa)[-_.]|[-_.](?:svc|srv|service|agent|bot|sync)$|^(?:ldap|backup|sql|scan(?:ner)?|sync|ansible|jenkins|nagios|zabbix|veeam|krbtgt|iusr|machine)[-_.]?(?:bind|user|svc|service|agent|admin|account)?$/i

/**
 * An account of a machine signs in to the VPN (Exabeam: first VPN of a service account). What such accounts do is
 * regular, so a first login, or one over a network it never used, stands out. T1078.
 *
 * Excuses: an account that has used this network before (a site-to-site job); the first 7 days that anybody is seen.
 */
export const serviceAccountSignal: SignalFactory = {
  name: 'service-account',
  kinds: ['attempt', 'start'],
  create({ history, realert }) {
    const speak = realert(7 * day)
    return {
      see(act: Act) {
        const { user, sourceIp, network } = act
        if (user === '' || !isLogin(act) || !serviceName.test(user.slice(0, 64))) return undefined
        const person = history.person(user)
        if (history.age(act.time) < 7 * day || history.isFamiliar(user, sourceIp)) return undefined
        if (network && person?.networks.has(network.number)) return undefined
        if (!speak.admits(`${user} ${network?.number ?? sourceIp}`, act.time)) return undefined
        return {
          signal: 'service-account',
          title: `${user}, by its name an account of a machine, signed in to the VPN`,
          techniques: ['T1078'],
          impact: 45,
          confidence: person ? 0.6 : 0.5,
          reasons: [
            because(
              'account_class',
              'service account',
              person ? `${person.sources.size} known addresses` : 'never on the VPN',
              person
                ? `${user} has never signed in from ${sourceIp || 'there'} before`
                : `${user} has never signed in to the VPN before`,
            ),
          ],
          evidence: [],
        }
      },
    }
  },
}
