import { describe, expect, it } from 'vitest'
import { alertAfterLoginSignal } from './alert-after-login.ts'
import { applianceExploitSignal } from './appliance-exploit.ts'
import { gatewayTamperingSignal } from './gateway-tampering.ts'
import { intrusionAlertSignal } from './intrusion-alert.ts'
import { newAdminSourceSignal } from './new-admin-source.ts'
import { attacker, day, failure, hour, login, monday, notice, seen } from './signals.fixture.ts'
import { minute } from './units.ts'

describe('appliance-exploit', () => {
  const request = notice(monday, 'web_request', { sourceIp: attacker, name: 'CVE-2018-13379 (FortiOS)' })
  const crash = (at: number, detail: string): ReturnType<typeof notice> => notice(at, 'crash', { detail })
  it('speaks of a known request, and of a path in the place of a session id', () => {
    expect(seen(applianceExploitSignal, [request])[0]?.title).toContain('CVE-2018-13379')
    const odd = failure(monday, '../../etc/passwd')
    expect(seen(applianceExploitSignal, [odd])).toHaveLength(1)
    expect(seen(applianceExploitSignal, [failure(monday, 'alice')])).toEqual([])
  })
  it('is sure of a crash that follows such a request within an hour', () => {
    const impacts = (at: number): number[] =>
      seen(applianceExploitSignal, [request, crash(at, 'sslvpnd crashed')]).map(({ impact }) => impact)
    expect(impacts(monday + 59 * minute)).toEqual([70, 85])
    expect(impacts(monday + 61 * minute)).toEqual([70, 40])
  })
  it('doubts what was refused, and a daemon that faces no network', () => {
    const refused = { ...request, outcome: 'failure' as const }
    expect(seen(applianceExploitSignal, [refused])[0]?.impact).toBe(45)
    expect(seen(applianceExploitSignal, [crash(monday, 'reportd crashed')])[0]?.impact).toBe(25)
  })
})

describe('new-admin-source', () => {
  const admin = (at: number, sourceIp: string, more = {}): ReturnType<typeof notice> =>
    notice(at, 'admin_login', { user: 'admin', outcome: 'success', sourceIp, ...more })
  const before = [admin(monday - 6 * day, '10.1.1.5'), admin(monday - 2 * day, '84.10.20.30')]
  it('speaks of an address of the internet that never administered the gateway', () => {
    const [hit] = seen(newAdminSourceSignal, [admin(monday, attacker)], before)
    expect(hit?.impact).toBe(60)
    const [sso] = seen(
      newAdminSourceSignal,
      [admin(monday, attacker, { detail: 'logged in via sso' })],
      before,
    )
    expect(sso?.confidence).toBeGreaterThan(hit?.confidence ?? 1)
  })
  it('is silent in the first 5 days, for a known address, and for a failure', () => {
    expect(seen(newAdminSourceSignal, [admin(monday, attacker)], before.slice(1))).toEqual([])
    expect(seen(newAdminSourceSignal, [admin(monday, '84.10.20.30')], before)).toEqual([])
    expect(seen(newAdminSourceSignal, [admin(monday, attacker, { outcome: 'failure' })], before)).toEqual([])
  })
  it('doubts an inside desk, and a home line that was renewed', () => {
    expect(seen(newAdminSourceSignal, [admin(monday, '10.9.9.9')], before)[0]?.impact).toBe(25)
    expect(seen(newAdminSourceSignal, [admin(monday, '84.10.20.99')], before)[0]?.confidence).toBe(0.3)
  })
})

describe('gateway-tampering', () => {
  const change = (detail: string, at = monday, more = {}): ReturnType<typeof notice> =>
    notice(at, 'configuration', { user: 'admin', detail, ...more })
  it.each([
    ['Add system.admin support', 'T1136.001'],
    ['Edit log.syslogd.setting', 'T1562.004'],
    ['Edit vpn.ssl.web.portal full-access', 'T1556'],
    ['Edit firewall.policy 7', 'T1562.004'],
    ['Add user.local guest1', 'T1136.001'],
    ['User admin downloaded the system config', 'T1602.002'],
    ["User 'admin', running 'CLI', executed 'no logging enable'", 'T1562.004'],
    ['New user added to local dbase: Uname: x', 'T1136.001'],
  ])('speaks of %s', (detail, technique) => {
    expect(seen(gatewayTamperingSignal, [change(detail)])[0]?.techniques[0]).toBe(technique)
  })
  it('is sure of an administrator added within 15 min of a single sign-on', () => {
    const sso = notice(monday, 'admin_login', { user: 'admin', sourceIp: attacker, detail: 'method sso' })
    const impact = (at: number): number | undefined =>
      seen(gatewayTamperingSignal, [sso, change('Add system.admin x', at)])[0]?.impact
    expect(impact(monday + 14 * minute)).toBe(85)
    expect(impact(monday + 16 * minute)).toBe(60)
  })
  it('is silent for other objects and for what failed', () => {
    expect(seen(gatewayTamperingSignal, [change('Edit system.dns')])).toEqual([])
    expect(
      seen(gatewayTamperingSignal, [change('Add system.admin x', monday, { outcome: 'failure' })]),
    ).toEqual([])
  })
  it('excuses an administrator whose work it is', () => {
    const earlier = change('Edit firewall.policy 3', monday - 9 * day)
    expect(seen(gatewayTamperingSignal, [change('Edit firewall.policy 7')], [earlier])).toEqual([])
  })
})

const ids = (at: number, user: string, more = {}): ReturnType<typeof notice> =>
  notice(at, 'intrusion_alert', { user, sourceIp: '10.8.0.5', name: 'ET EXPLOIT', severity: 'high', ...more })

describe('intrusion-alert', () => {
  const points = (act: ReturnType<typeof notice>, before: ReturnType<typeof notice>[] = []): number => {
    const [hit] = seen(intrusionAlertSignal, [act], before)
    return (hit?.impact ?? 0) * (hit?.confidence ?? 0)
  }
  it('weighs by its own severity: medium, low, not reported', () => {
    expect(points(ids(monday, 'alice'))).toBeGreaterThan(40)
    expect(points(ids(monday, 'alice', { severity: 'medium' }))).toBeLessThan(40)
    expect(points(ids(monday, 'alice', { severity: 'low' }))).toBeLessThan(15)
  })
  it('excuses the scanned internet, and a signature that many set off', () => {
    expect(points(ids(monday, '', { sourceIp: attacker, outcome: 'failure' }))).toBeLessThan(15)
    expect(points(ids(monday, '', { sourceIp: attacker }))).toBeLessThan(40)
    const many = ['ann', 'ben', 'cem', 'dan'].map((user) => ids(monday - hour, user))
    expect(points(ids(monday, 'alice'), many)).toBeLessThan(40)
  })
  it('does not repeat itself within a day', () => {
    expect(seen(intrusionAlertSignal, [ids(monday, 'alice'), ids(monday + hour, 'alice')])).toHaveLength(1)
  })
})

describe('alert-after-login', () => {
  const entry = login(monday, 'alice', attacker)
  it('speaks of an alert within 10 min of the sign-in, in either order of telling', () => {
    const alert = ids(monday + 9 * minute, 'alice')
    for (const acts of [
      [entry, alert],
      [alert, entry],
    ]) {
      const [hit] = seen(alertAfterLoginSignal, acts)
      expect(hit?.title).toBe('alice set off "ET EXPLOIT" 9 min after signing in')
    }
  })
  it('is silent after 11 min, for others, and for low severities', () => {
    expect(seen(alertAfterLoginSignal, [entry, ids(monday + 11 * minute, 'alice')])).toEqual([])
    expect(seen(alertAfterLoginSignal, [entry, ids(monday + minute, 'bob')])).toEqual([])
    expect(seen(alertAfterLoginSignal, [entry, ids(monday + minute, 'alice', { severity: 'low' })])).toEqual(
      [],
    )
  })
  it('excuses software that sets it off at every sign-in, and at everybody', () => {
    const earlier = ids(monday - 5 * day, 'alice')
    expect(seen(alertAfterLoginSignal, [entry, ids(monday + minute, 'alice')], [earlier])).toEqual([])
    const others = ['ann', 'ben', 'cem'].map((user) => ids(monday - hour, user))
    expect(seen(alertAfterLoginSignal, [entry, ids(monday + minute, 'alice')], others)).toEqual([])
  })
})
