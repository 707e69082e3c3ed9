import type { Act } from '../../event/act.ts'
import { because } from './signal.ts'
import type { SignalFactory } from './signal.ts'
import { day, minute, spanText } from './units.ts'

interface Tampering {
  /** Lower-case pieces of a record's text. */
  pieces: readonly string[]
  what: string
  techniques: readonly string[]
  impact: number
}

/**
 * What attackers change on gateways (Sigma's FortiGate rules by cfgpath; the words for PAN-OS and ASA are of their
 * manuals). The first that fits counts, so the gravest come first.
 */
const tamperings: readonly Tampering[] = [
  {
    pieces: [
      'no logging',
      'logging disable',
      'log.setting',
      'log.syslogd',
      'log.fortianalyzer',
      'log-settings',
      'clear log',
    ],
    what: 'changed the logging',
    techniques: ['T1562.004', 'T1562'],
    impact: 65,
  },
  {
    pieces: ['system.admin', 'mgt-config users', 'add mgmt-user'],
    what: 'changed an administrator',
    techniques: ['T1136.001', 'T1098'],
    impact: 60,
  },
  {
    pieces: [
      'download',
      'backup config',
      'config backup',
      'copy running',
      'copy startup',
      'write net',
      'export configuration',
    ],
    what: 'took the configuration away',
    techniques: ['T1602.002'],
    impact: 55,
  },
  {
    pieces: ['user.local', 'user.group', 'local-user-database', 'local dbase', 'username '],
    what: 'changed a local user',
    techniques: ['T1136.001', 'T1098'],
    impact: 50,
  },
  {
    pieces: [
      'vpn.ssl.web.portal',
      'vpn.ssl.settings',
      'global-protect',
      'webvpn',
      'tunnel-group',
      'aaa-server',
      'authentication-profile',
    ],
    what: 'changed the VPN portal or its authentication',
    techniques: ['T1556', 'T1601'],
    impact: 50,
  },
  {
    pieces: ['firewall.policy', 'rulebase security', 'access-list'],
    what: 'changed the firewall policy',
    techniques: ['T1562.004'],
    impact: 35,
  },
]

const ssoWithin = 15 * minute

/**
 * The gateway itself is changed: logging, administrators, local users, the portal, the policy, or its configuration
 * leaves it (Sigma; T1136.001, T1098, T1562.004, T1601). Surest when an administrator is added within 15 min of a
 * single-sign-on login at the same gateway (Elastic, FortiGate event 0100044547).
 *
 * Excuses: an administrator who has made such a change on an earlier day makes it as their work; a change that failed.
 */
export const gatewayTamperingSignal: SignalFactory = {
  name: 'gateway-tampering',
  kinds: ['notice'],
  create({ remember, realert }) {
    const work = remember<number>('work')
    const logins = remember<Act>('logins', { bound: 4096 })
    const speak = realert(day)
    return {
      see(act: Act) {
        const { notice, user, gateway, time } = act
        if (notice === undefined || act.outcome === 'failure') return undefined
        if (notice.category === 'admin_login' && isSso(act)) logins.set(gateway, act)
        if (notice.category !== 'configuration' && notice.category !== 'account') return undefined
        const text = `${notice.name} ${notice.detail}`.toLowerCase()
        const found = tamperings.find(({ pieces }) => pieces.some((piece) => text.includes(piece)))
        if (found === undefined) return undefined
        const first = work.demand(`${gateway} ${user} ${found.what}`, () => time)
        const login = logins.peek(gateway)
        const afterSso =
          login !== undefined &&
          time >= login.time &&
          time - login.time <= ssoWithin &&
          found.what === 'changed an administrator'
        const usual = time - first > day
        if ((usual && !afterSso) || !speak.admits(`${gateway} ${user} ${found.what}`, time)) return undefined
        const who = user || 'Somebody'
        return {
          signal: 'gateway-tampering',
          title: `${who} ${found.what} at ${gateway || 'the gateway'}`,
          techniques: [...found.techniques],
          impact: afterSso ? 85 : found.impact,
          confidence: afterSso ? 0.85 : 0.5,
          reasons: [
            because(
              'configuration',
              notice.detail.slice(0, 120) || notice.name,
              usual ? 'usual work' : 'never by this administrator',
              afterSso
                ? `${spanText(time - login.time)} after a sign-in by single sign-on from ${login.sourceIp || 'an unknown address'}`
                : `${who} had not done this here before`,
            ),
          ],
          evidence: afterSso ? [login] : [],
        }
      },
    }
  },
}

function isSso({ authMethod, notice }: Act): boolean {
  return /sso|saml/i.test(`${authMethod} ${notice?.name} ${notice?.detail}`)
}
