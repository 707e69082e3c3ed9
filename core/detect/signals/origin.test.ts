import { describe, expect, it } from 'vitest'
import { anonymiserExitSignal } from './anonymiser-exit.ts'
import { clientVersionSignal } from './client-version.ts'
import { machineNameSignal } from './machine-name.ts'
import { newNetworkSignal } from './new-network.ts'
import {
  anonymiser,
  attacker,
  broadband,
  carrier,
  day,
  home,
  hosting,
  login,
  monday,
  otherBroadband,
  relay,
  satellite,
  seen,
  sydney,
  workdays,
} from './signals.fixture.ts'

const office = ['ann', 'ben', 'cem', 'dan', 'eva']

describe('anonymiser-exit', () => {
  const before = workdays('alice', monday, 10)
  const exit = (user: string, at = monday): ReturnType<typeof login> =>
    login(at, user, attacker, { network: anonymiser })
  it('speaks of a consumer VPN, and more surely of a person known', () => {
    const confidence = (user: string): number =>
      seen(anonymiserExitSignal, [exit(user)], before)[0]?.confidence ?? 0
    expect(confidence('alice')).toBeGreaterThan(confidence('mallory'))
    expect(confidence('mallory')).toBeGreaterThan(0)
  })
  it('is silent for hosting that sells no exits, for relays, and the second time', () => {
    for (const network of [hosting, relay, broadband])
      expect(seen(anonymiserExitSignal, [login(monday, 'alice', attacker, { network })], before)).toEqual([])
    expect(seen(anonymiserExitSignal, [exit('alice')], [...before, exit('alice', monday - day)])).toEqual([])
  })
  it('excuses an exit that the office uses', () => {
    expect(
      seen(
        anonymiserExitSignal,
        [exit('alice')],
        office.map((user) => exit(user, monday - day)),
      ),
    ).toEqual([])
  })
})

describe('new-network', () => {
  const before = workdays('alice', monday, 15)
  const over = (network: typeof hosting): ReturnType<typeof login> =>
    login(monday, 'alice', '80.1.1.1', { network })
  it('speaks of another provider, below what is reported alone', () => {
    const [hit] = seen(newNetworkSignal, [over(otherBroadband)], before)
    expect((hit?.impact ?? 100) * (hit?.confidence ?? 1)).toBeLessThan(15)
  })
  it('is silent for the own provider and for people hardly known', () => {
    expect(seen(newNetworkSignal, [over(broadband)], before)).toEqual([])
    expect(seen(newNetworkSignal, [over(otherBroadband)], before.slice(-9))).toEqual([])
  })
  it('excuses carriers, satellites, relays, a new country that is told of its own, and one who is always on the move', () => {
    for (const network of [carrier, satellite, relay])
      expect(seen(newNetworkSignal, [over(network)], before)).toEqual([])
    const journey = { network: otherBroadband, place: sydney }
    expect(seen(newNetworkSignal, [login(monday, 'alice', '80.1.1.1', journey)], before)).toEqual([])
    const travels = before.map((one, i) => ({ ...one, network: { ...broadband, number: 1000 + (i % 4) } }))
    expect(seen(newNetworkSignal, [over(otherBroadband)], travels)).toEqual([])
  })
})

describe('client-version', () => {
  const current = { clientVersion: 'AnyConnect 4.10.05095' }
  const before = workdays('alice', monday, 10, current)
  const using = (clientVersion: string): ReturnType<typeof login> =>
    login(monday, 'alice', home, { clientVersion })
  it('speaks of an older client, and of another product that nobody here uses', () => {
    for (const version of ['AnyConnect 4.9.04053', 'OpenConnect 9.12'])
      expect(seen(clientVersionSignal, [using(version)], before)).toHaveLength(1)
  })
  it('is silent for an upgrade, and without five sign-ins', () => {
    expect(seen(clientVersionSignal, [using('AnyConnect 5.0.00529')], before)).toEqual([])
    expect(seen(clientVersionSignal, [using('AnyConnect 4.9.04053')], before.slice(6))).toEqual([])
  })
  it('excuses the roll-back of an upgrade wave', () => {
    const fleet = Array.from({ length: 40 }, (_, i) => `user${i}`)
    const upgraded = fleet.flatMap((user) => workdays(user, monday, 6, { clientVersion: 'AnyConnect 5.0.1' }))
    const back = fleet.map((user, i) => login(monday + i * 60_000, user, home, current))
    const hits = seen(
      clientVersionSignal,
      back,
      upgraded.toSorted((a, b) => a.time - b.time),
    )
    expect(hits.length).toBeLessThan(20)
  })
})

describe('machine-name', () => {
  const fleet = Array.from({ length: 40 }, (_, i) =>
    login(monday - day + i, `user${i}`, home, { deviceId: `LT-${1000 + i}` }),
  )
  const from = (deviceId: string): ReturnType<typeof login> => login(monday, 'user1', attacker, { deviceId })
  it('speaks of a name that does not follow the scheme, louder of one that installers give', () => {
    const impact = (name: string): number => seen(machineNameSignal, [from(name)], fleet)[0]?.impact ?? 0
    expect(impact('MALLORY')).toBe(25)
    expect(impact('kali')).toBe(40)
    expect(impact('WIN-9OD3CVFG24B')).toBe(40)
  })
  it('is silent for a name of the scheme, for no name, and without a scheme', () => {
    for (const name of ['LT-2001', '00:50:56:aa:bb:cc', 'a1b2c3d4'])
      expect(seen(machineNameSignal, [from(name)], fleet)).toEqual([])
    const motley = fleet.map((one, i) => ({
      ...one,
      deviceId: `${'abcdefghij'[i % 10] ?? ''}${'klmn'[i >> 4] ?? ''}pc-${i}`,
    }))
    expect(seen(machineNameSignal, [from('kali')], motley)).toEqual([])
  })
  it('excuses one who brings a machine of their own', () => {
    const own = login(monday - day, 'user1', home, { deviceId: 'ROSIE' })
    expect(seen(machineNameSignal, [from('BIANCA')], [...fleet, own])).toEqual([])
  })
})
