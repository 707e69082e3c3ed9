import { describe, expect, it } from 'vitest'
import { disabledAccountSignal } from './disabled-account.ts'
import { factorChangeSignal } from './factor-change.ts'
import { firstLoginSignal } from './first-login.ts'
import { proxyOnlySignal } from './proxy-only.ts'
import { serviceAccountSignal } from './service-account.ts'
import { sharedDeviceSignal } from './shared-device.ts'
import { sharedSourceSignal } from './shared-source.ts'
import {
  anonymiser,
  attacker,
  broadband,
  carrier,
  day,
  failure,
  home,
  hosting,
  hour,
  login,
  monday,
  notice,
  otherBroadband,
  relay,
  seen,
  sydney,
  times,
  workdays,
} from './signals.fixture.ts'

const before = workdays('alice', monday, 20, { deviceId: 'laptop-1' })

describe('disabled-account', () => {
  const refused = (reason: string, from = attacker): ReturnType<typeof failure> =>
    failure(monday, 'alice', from, { reason })
  it('speaks of an attempt, and louder when the account works again', () => {
    const hits = seen(disabledAccountSignal, [
      refused('Account is disabled'),
      login(monday + day, 'alice', attacker),
    ])
    expect(hits.map(({ impact }) => impact)).toEqual([35, 60])
  })
  it('is silent for an expired password, a wrong one, and 31 days later', () => {
    expect(seen(disabledAccountSignal, [refused('password has expired'), refused('invalid')])).toEqual([])
    const later = [refused('user terminated'), login(monday + 31 * day, 'alice', attacker)]
    expect(seen(disabledAccountSignal, later)).toHaveLength(1)
  })
  it("doubts a leaver's phone that keeps trying from home", () => {
    const [hit] = seen(disabledAccountSignal, [refused('account disabled', home)], before)
    expect(hit?.confidence).toBe(0.3)
  })
})

describe('service-account', () => {
  it.each(['svc-backup', 'sql_service', 'backup-agent', 'ldapbind', 'jenkins'])('speaks of %s', (name) => {
    expect(seen(serviceAccountSignal, [login(monday, name)], before)).toHaveLength(1)
  })
  it.each(['alice', 'samuel', 'backman', 'sales', 'botond', 'syncler'])('takes %s for a person', (name) => {
    expect(seen(serviceAccountSignal, [login(monday, name)], before)).toEqual([])
  })
  it('is silent in the first week, and excuses a job that runs as it always has', () => {
    expect(seen(serviceAccountSignal, [login(monday, 'svc-sync')], before.slice(-5))).toEqual([])
    const nightly = workdays('svc-sync', monday, 20)
    expect(seen(serviceAccountSignal, [login(monday, 'svc-sync', '84.10.99.1')], nightly)).toEqual([])
  })
})

describe('first-login', () => {
  it('speaks up when the group, the country and the network are new, too', () => {
    const odd = login(monday, 'mallory', attacker, { group: 'Printers', place: sydney, network: hosting })
    const [hit] = seen(firstLoginSignal, [odd], before)
    expect(hit?.impact).toBe(40)
    expect(hit?.reasons[0]?.text).toMatch(/Printers.*AU.*Hetzner/)
  })
  it('leaves a new hire below what is reported', () => {
    const [hit] = seen(firstLoginSignal, [login(monday, 'newbie', '84.1.1.1')], before)
    expect((hit?.impact ?? 100) * (hit?.confidence ?? 1)).toBeLessThan(15)
  })
  it('is silent for people known, and in the first 14 days', () => {
    expect(seen(firstLoginSignal, [login(monday, 'alice')], before)).toEqual([])
    expect(seen(firstLoginSignal, [login(monday, 'bob')], before.slice(-13))).toEqual([])
  })
})

describe('factor-change', () => {
  const changed = notice(monday, 'account', { user: 'alice', name: 'enrollment' })
  const stolen = (at: number): ReturnType<typeof login> =>
    login(at, 'alice', attacker, { deviceId: 'kali', network: hosting })
  it('speaks of a sign-in with a new device within 12 h', () => {
    const [hit] = seen(factorChangeSignal, [changed, stolen(monday + 11 * hour)], before)
    expect(hit?.evidence).toEqual([changed])
    expect(hit?.confidence).toBe(0.75)
  })
  it('is silent after 12 h, for other changes, and without any', () => {
    expect(seen(factorChangeSignal, [changed, stolen(monday + 13 * hour)], before)).toEqual([])
    const renamed = notice(monday, 'account', { user: 'alice', name: 'rename' })
    expect(seen(factorChangeSignal, [renamed, stolen(monday + hour)], before)).toEqual([])
    expect(seen(factorChangeSignal, [stolen(monday + hour)], before)).toEqual([])
  })
  it('excuses a new phone, and a first day', () => {
    const known = login(monday + hour, 'alice', home, { deviceId: 'laptop-1' })
    expect(seen(factorChangeSignal, [changed, known], before)).toEqual([])
    expect(seen(factorChangeSignal, [changed, stolen(monday + hour)], before.slice(-4))).toEqual([])
  })
})

const crew = ['ann', 'ben', 'cem', 'dan', 'eva']

describe('shared-device', () => {
  const on = (user: string, i: number, from = home): ReturnType<typeof login> =>
    login(monday + i * day, user, from, { deviceId: 'laptop-9' })
  it('speaks of three people on one device', () => {
    const [hit] = seen(
      sharedDeviceSignal,
      crew.slice(0, 3).map((user, i) => on(user, i)),
    )
    expect(hit?.entities?.users).toEqual(['ann', 'ben', 'cem'])
  })
  it('is silent for a couple, and for three over a month', () => {
    expect(
      seen(
        sharedDeviceSignal,
        ['ann', 'ben', 'ann', 'ben'].map((user, i) => on(user, i)),
      ),
    ).toEqual([])
    expect(
      seen(
        sharedDeviceSignal,
        crew.slice(0, 3).map((user, i) => on(user, 8 * i)),
      ),
    ).toEqual([])
  })
  it('excuses a name that many machines bear', () => {
    expect(
      seen(
        sharedDeviceSignal,
        crew.map((user, i) => on(user, i, `84.10.${i}.1`)),
      ),
    ).toEqual([])
  })
})

describe('shared-source', () => {
  const from = (network: typeof hosting, users = crew.slice(0, 3)): ReturnType<typeof login>[] =>
    users.map((user, i) => login(monday + i * hour, user, attacker, { network }))
  it('speaks of three people at one rented or anonymised address', () => {
    for (const network of [hosting, anonymiser])
      expect(seen(sharedSourceSignal, from(network))).toHaveLength(1)
  })
  it('is silent for two, and for broadband, carriers and privacy relays', () => {
    expect(seen(sharedSourceSignal, from(hosting, crew.slice(0, 2)))).toEqual([])
    for (const network of [broadband, carrier, relay])
      expect(seen(sharedSourceSignal, from(network))).toEqual([])
  })
  it('excuses a cloud desktop that everybody uses', () => {
    const desktops = crew.map((user) => login(monday - day, user, '20.1.1.1', { network: hosting }))
    expect(seen(sharedSourceSignal, from(hosting), desktops)).toEqual([])
  })
})

describe('proxy-only', () => {
  const worker = (count: number, network = anonymiser, step = day): ReturnType<typeof login>[] =>
    times(count, monday, step).map((t, i) => login(t, 'mallory', `185.1.${i}.1`, { network }))
  it('speaks at the 8th sign-in that came from nowhere else', () => {
    expect(seen(proxyOnlySignal, worker(10))).toHaveLength(1)
    expect(seen(proxyOnlySignal, worker(8, hosting))).toHaveLength(1)
  })
  it('is silent at 7, on one day, and after a single sign-in from home', () => {
    expect(seen(proxyOnlySignal, worker(7))).toEqual([])
    expect(seen(proxyOnlySignal, worker(9, anonymiser, hour))).toEqual([])
    const once = login(monday, 'mallory', home, { network: otherBroadband })
    expect(seen(proxyOnlySignal, [once, ...worker(20)])).toEqual([])
  })
  it('excuses privacy relays and a cloud desktop', () => {
    expect(seen(proxyOnlySignal, worker(20, relay))).toEqual([])
    const desktops = crew.map((user) => login(monday - day, user, '20.1.1.1', { network: hosting }))
    expect(seen(proxyOnlySignal, worker(20, hosting), desktops)).toEqual([])
  })
})
