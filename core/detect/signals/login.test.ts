import { describe, expect, it } from 'vitest'
import { concurrentSessionsSignal } from './concurrent-sessions.ts'
import { dormantAccountSignal } from './dormant-account.ts'
import { impossibleTravelSignal } from './impossible-travel.ts'
import { newCountrySignal } from './new-country.ts'
import { newDeviceSignal } from './new-device.ts'
import { newNetworkHostingSignal } from './new-network-hosting.ts'
import { sessionHijackSignal } from './session-hijack.ts'
import {
  attacker,
  berlin,
  broadband,
  carrier,
  day,
  home,
  hosting,
  hour,
  login,
  logout,
  monday,
  munich,
  otherBroadband,
  seen,
  sydney,
  workdays,
} from './signals.fixture.ts'
import { unusualHourSignal } from './unusual-hour.ts'

const abroad = { place: sydney, network: otherBroadband }
const office = ['ann', 'ben', 'cem', 'dan', 'eva']

describe('impossible-travel', () => {
  const before = [login(monday, 'alice')]
  it('speaks at Berlin to Sydney within 2 h, and says why', () => {
    const [hit] = seen(impossibleTravelSignal, [login(monday + 2 * hour, 'alice', attacker, abroad)], before)
    expect(hit?.confidence).toBeGreaterThan(0.7)
    expect(hit?.reasons[0]?.text).toMatch(
      /From Berlin \(DE\) to Sydney \(AU\), 16\d\d\d km in 2 h: no flight/,
    )
  })
  it('is silent where a flight would do, and under 500 km', () => {
    expect(
      seen(impossibleTravelSignal, [login(monday + 23 * hour, 'alice', attacker, abroad)], before),
    ).toEqual([])
    const near = { place: { ...berlin, latitude: 52.9 } }
    expect(seen(impossibleTravelSignal, [login(monday + 60_000, 'alice', attacker, near)], before)).toEqual(
      [],
    )
  })
  it('doubts a journey to a network the person has used before: a phone abroad exits at home', () => {
    const phone = { place: sydney, network: { number: 1221, name: 'Telstra', kind: 'isp' as const } }
    const journey = login(monday + 2 * hour, 'alice', '198.51.100.200', phone)
    const once = login(monday - 9 * day, 'alice', '198.51.100.100', phone)
    const [stranger] = seen(impossibleTravelSignal, [journey], before)
    const [known] = seen(impossibleTravelSignal, [journey], [once, ...before])
    expect(stranger?.confidence).toBeGreaterThan(0.7)
    expect(known?.confidence).toBeLessThan(0.4)
    expect(known?.reasons[0]?.text).toContain('a phone abroad exits at home')
  })
  it('tells no distance to a rented exit, and is silent for whoever uses such exits', () => {
    const exit = { place: sydney, network: hosting }
    const through = login(monday + 2 * hour, 'alice', attacker, exit)
    const [hit] = seen(impossibleTravelSignal, [through], before)
    expect(hit?.title).toBe('alice signed in through Hetzner 2 h after signing in from Berlin (DE)')
    expect(hit?.reasons[0]?.text).not.toContain('km')
    const known = login(monday - 9 * day, 'alice', '198.51.100.9', exit)
    expect(seen(impossibleTravelSignal, [through], [known, ...before])).toEqual([])
  })
  it('doubts a journey of a device that the person has used before', () => {
    const laptop = { deviceId: 'LT-7' }
    const journey = login(monday + 2 * hour, 'alice', attacker, { ...abroad, ...laptop })
    const [stolen] = seen(impossibleTravelSignal, [journey], before)
    const [own] = seen(impossibleTravelSignal, [journey], [login(monday, 'alice', home, laptop)])
    expect(own?.confidence).toBe(0.5 * (stolen?.confidence ?? 0))
  })
  it('doubts a carrier and a domestic hop, and excuses an office egress', () => {
    const roaming = { place: sydney, network: carrier }
    const [mobile] = seen(
      impossibleTravelSignal,
      [login(monday + 2 * hour, 'alice', attacker, roaming)],
      before,
    )
    expect(mobile?.confidence).toBeLessThan(0.5)
    const [domestic] = seen(
      impossibleTravelSignal,
      [login(monday + 60_000, 'alice', attacker, { place: munich })],
      before,
    )
    expect(domestic?.confidence).toBeLessThan(0.5)
    const egress = [...office, ...office].map((user, i) =>
      login(monday - (3 - i / 5) * day, user, attacker, abroad),
    )
    expect(
      seen(
        impossibleTravelSignal,
        [login(monday + 2 * hour, 'alice', attacker, abroad)],
        [...egress, ...before],
      ),
    ).toEqual([])
  })
})

describe('new-country', () => {
  const before = workdays('alice', monday, 40)
  it('speaks of a country nobody has come from', () => {
    const [hit] = seen(newCountrySignal, [login(monday, 'alice', attacker, abroad)], before)
    expect(hit?.impact).toBe(50)
  })
  it('grades down when others come from there', () => {
    const others = [login(monday - day, 'bob', '1.2.3.4', abroad)]
    expect(
      seen(newCountrySignal, [login(monday, 'alice', attacker, abroad)], [...before, ...others])[0]?.impact,
    ).toBe(35)
  })
  it('is silent for a country of theirs, in the first days, and the second time', () => {
    expect(seen(newCountrySignal, [login(monday, 'alice', attacker, { place: munich })], before)).toEqual([])
    expect(
      seen(newCountrySignal, [login(monday, 'alice', attacker, abroad)], workdays('alice', monday, 3)),
    ).toEqual([])
    const twice = [login(monday, 'alice', attacker, abroad), login(monday + day, 'alice', attacker, abroad)]
    expect(seen(newCountrySignal, twice, before)).toHaveLength(1)
  })
})

describe('new-network-hosting', () => {
  const rented = { network: hosting }
  const before = workdays('alice', monday, 10)
  it('speaks of a first sign-in from a hosting provider', () => {
    expect(
      seen(newNetworkHostingSignal, [login(monday, 'alice', attacker, rented)], before)[0]?.confidence,
    ).toBe(0.7)
  })
  it('is silent for broadband, and for one who has used hosting', () => {
    expect(seen(newNetworkHostingSignal, [login(monday, 'alice', attacker)], before)).toEqual([])
    const earlier = login(monday - day, 'alice', attacker, rented)
    expect(
      seen(newNetworkHostingSignal, [login(monday, 'alice', attacker, rented)], [...before, earlier]),
    ).toEqual([])
  })
  it('excuses a network that many here use', () => {
    const others = office.map((user) => login(monday - day, user, '9.9.9.9', rented))
    expect(
      seen(newNetworkHostingSignal, [login(monday, 'alice', attacker, rented)], [...before, ...others]),
    ).toEqual([])
  })
})

describe('new-device', () => {
  const before = workdays('alice', monday, 10, { deviceId: 'laptop-1' })
  it('speaks of a new device, and of a new system where devices have no names', () => {
    expect(seen(newDeviceSignal, [login(monday, 'alice', home, { deviceId: 'kali' })], before)).toHaveLength(
      1,
    )
    const windows = workdays('alice', monday, 10, { clientOs: 'Windows 10' })
    expect(
      seen(newDeviceSignal, [login(monday, 'alice', home, { clientOs: 'Linux 6' })], windows),
    ).toHaveLength(1)
  })
  it('is silent for an update, and for a person hardly known', () => {
    const windows = workdays('alice', monday, 10, { clientOs: 'Windows 10' })
    expect(
      seen(newDeviceSignal, [login(monday, 'alice', home, { clientOs: 'Windows 11' })], windows),
    ).toEqual([])
    expect(
      seen(newDeviceSignal, [login(monday, 'alice', home, { deviceId: 'b' })], before.slice(0, 3)),
    ).toEqual([])
  })
  it('excuses a roll-out', () => {
    const fleet = Array.from({ length: 40 }, (_, i) => `user${i}`)
    const known = fleet.flatMap((user) => workdays(user, monday, 6, { deviceId: `old-${user}` }))
    const rollout = fleet.map((user, i) =>
      login(monday + i * 60_000, user, home, { deviceId: `new-${user}` }),
    )
    expect(
      seen(
        newDeviceSignal,
        rollout,
        known.toSorted((a, b) => a.time - b.time),
      ).length,
    ).toBeLessThan(20)
  })
})

describe('unusual-hour', () => {
  const before = workdays('alice', monday, 30)
  it('speaks at 02:00 of one who works at 08:00', () => {
    expect(seen(unusualHourSignal, [login(monday + 18 * hour, 'alice')], before)).toHaveLength(1)
  })
  it('is silent two hours off, and without 20 sign-ins', () => {
    expect(seen(unusualHourSignal, [login(monday + 2 * hour, 'alice')], before)).toEqual([])
    expect(seen(unusualHourSignal, [login(monday + 18 * hour, 'alice')], before.slice(15))).toEqual([])
  })
  it('goes by the sun where the person is, and says nothing on arrival in a new country', () => {
    const away = (time: number): ReturnType<typeof login> => login(time, 'alice', '1.2.3.4', abroad)
    const [morning, night] = [away(monday + 16 * hour), away(monday + 8 * hour)]
    expect(seen(unusualHourSignal, [night], before)).toEqual([])
    const arrived = [...before, away(monday)]
    expect(seen(unusualHourSignal, [night], arrived)).toHaveLength(1)
    expect(seen(unusualHourSignal, [morning], arrived)).toEqual([])
  })
  it('does not learn the hours of a journey as hours of home', () => {
    const journey = Array.from({ length: 5 }, (_, i) =>
      login(monday - (5 - i) * day + 18 * hour, 'alice', '1.2.3.4', abroad),
    )
    expect(
      seen(unusualHourSignal, [login(monday + 18 * hour, 'alice')], [...before, ...journey]),
    ).toHaveLength(1)
  })
  it('excuses one whose hours are spread', () => {
    const shifts = Array.from({ length: 60 }, (_, i) => login(monday - (60 - i) * 7 * hour, 'alice'))
    expect(seen(unusualHourSignal, [login(monday + 18 * hour, 'alice')], shifts)).toEqual([])
  })
})

describe('dormant-account', () => {
  const before = [login(monday - 40 * day, 'alice'), logout(monday - 39 * day, 'alice')]
  it('speaks after 30 days of silence', () => {
    expect(seen(dormantAccountSignal, [login(monday, 'alice', attacker)], before)[0]?.title).toContain(
      'after 39 days',
    )
  })
  it('is silent after 29 days, and for somebody new', () => {
    expect(seen(dormantAccountSignal, [login(monday - 10.5 * day, 'alice', attacker)], before)).toEqual([])
    expect(seen(dormantAccountSignal, [login(monday, 'bob', attacker)], before)).toEqual([])
  })
  it('doubts one who is back at home', () => {
    expect(seen(dormantAccountSignal, [login(monday, 'alice')], before)[0]?.confidence).toBeLessThan(0.3)
  })
  describe('after 20 days', () => {
    const daily = workdays('alice', monday - 20 * day, 10, { deviceId: 'laptop-1' })
    const back = (more: object): number =>
      seen(dormantAccountSignal, [login(monday, 'alice', attacker, more)], daily).length
    it('speaks where one who works daily appears in a new country or on a rented machine', () => {
      expect(back(abroad)).toBe(1)
      expect(back({ network: hosting })).toBe(1)
    })
    it('is surer the longer', () => {
      const after = (days: number): number | undefined =>
        seen(dormantAccountSignal, [login(monday + days * day, 'alice', attacker, abroad)], daily)[0]
          ?.confidence
      expect(after(9)).toBeGreaterThan(after(0) ?? 1)
    })
    it('excuses leave: a known country, or a known device abroad', () => {
      expect(back({ network: otherBroadband })).toBe(0)
      expect(back({ ...abroad, deviceId: 'laptop-1' })).toBe(0)
    })
    it('is silent of one who comes once a week', () => {
      const weekly = Array.from({ length: 6 }, (_, i) => login(monday - (20 + 7 * (5 - i)) * day, 'alice'))
      expect(seen(dormantAccountSignal, [login(monday, 'alice', attacker, abroad)], weekly)).toEqual([])
    })
    it('takes the pauses of the others for one who was seen on one day', () => {
      const once = [...workdays('bob', monday, 30), login(monday - 21 * day, 'alice')]
      expect(seen(dormantAccountSignal, [login(monday, 'alice', attacker, abroad)], once)).toHaveLength(1)
    })
  })
})

describe('concurrent-sessions', () => {
  const first = login(monday, 'alice', home, { sessionId: 's1' })
  it('speaks when sessions from two countries overlap', () => {
    const [hit] = seen(concurrentSessionsSignal, [
      first,
      login(monday + hour, 'alice', attacker, { sessionId: 's2', ...abroad }),
    ])
    expect(hit?.title).toBe('alice has sessions from two countries at once')
    expect(hit?.evidence).toEqual([first])
  })
  it('is silent when the first has ended, or is a day old', () => {
    const second = (at: number): ReturnType<typeof login> =>
      login(at, 'alice', attacker, { sessionId: 's2', ...abroad })
    const end = logout(monday + hour / 2, 'alice', home, { sessionId: 's1' })
    expect(seen(concurrentSessionsSignal, [first, end, second(monday + hour)])).toEqual([])
    expect(seen(concurrentSessionsSignal, [first, second(monday + 25 * hour)])).toEqual([])
  })
  it('is less sure of a country the person is known in, unless the machine is rented', () => {
    const travel = [login(monday - day, 'alice'), login(monday, 'alice', '1.2.3.4', abroad)]
    const second = (more: object): number =>
      seen(concurrentSessionsSignal, [login(monday + hour, 'alice', attacker, more)], travel)[0]
        ?.confidence ?? 0
    expect(second({ network: { ...otherBroadband, number: 6830 } })).toBeLessThan(0.5)
    expect(second({ network: hosting })).toBeGreaterThan(0.7)
  })
  it('excuses a device that moved to a phone network', () => {
    const moved = login(monday + hour, 'alice', '80.1.1.1', { network: carrier })
    expect(seen(concurrentSessionsSignal, [first, moved])).toEqual([])
    const same = { deviceId: 'laptop-1' }
    const roamed = [
      login(monday, 'alice', home, same),
      login(monday + hour, 'alice', '80.1.1.1', { ...same, ...abroad }),
    ]
    expect(seen(concurrentSessionsSignal, roamed)).toEqual([])
  })
})

describe('session-hijack', () => {
  const first = login(monday, 'alice', home, { sessionId: 's1' })
  const again = (sourceIp: string, more = {}): ReturnType<typeof login> =>
    login(monday + hour, 'alice', sourceIp, { sessionId: 's1', ...more })
  it('speaks when a session goes on from another country', () => {
    expect(seen(sessionHijackSignal, [first, again(attacker, abroad)])[0]?.confidence).toBe(0.8)
    const end = logout(monday + hour, 'alice', attacker, { sessionId: 's1', ...abroad })
    expect(seen(sessionHijackSignal, [first, end])).toHaveLength(1)
  })
  it('is silent for the same /24, the same network, and another session', () => {
    expect(seen(sessionHijackSignal, [first, again('84.10.20.99')])).toEqual([])
    expect(seen(sessionHijackSignal, [first, again('84.99.1.1', { network: broadband })])).toEqual([])
    expect(
      seen(sessionHijackSignal, [
        first,
        login(monday + hour, 'alice', attacker, { sessionId: 's2', ...abroad }),
      ]),
    ).toEqual([])
  })
  it('takes another provider of the same country as context only, unless it rents out servers', () => {
    const confidence = (network: typeof hosting): number =>
      seen(sessionHijackSignal, [first, again('80.1.1.1', { network })])[0]?.confidence ?? 0
    expect(75 * confidence(otherBroadband)).toBeLessThan(15)
    expect(confidence(hosting)).toBe(0.8)
  })
  it('doubts a move to the phone of the country the person comes from, while they travel', () => {
    const atHome = login(monday - 9 * day, 'alice', '84.10.20.30')
    const hotel = login(monday, 'alice', '1.2.3.4', { sessionId: 's1', ...abroad })
    for (const network of [carrier, { ...otherBroadband, number: 3209 }]) {
      const phone = again('80.1.1.1', { network })
      expect(seen(sessionHijackSignal, [hotel, phone])[0]?.confidence).toBe(0.8)
      expect(seen(sessionHijackSignal, [hotel, phone], [atHome])[0]?.confidence).toBeLessThan(0.4)
    }
    const rented = again('80.1.1.1', { network: hosting })
    expect(seen(sessionHijackSignal, [hotel, rented], [atHome])[0]?.confidence).toBe(0.8)
  })
  it('excuses roaming and a new second factor', () => {
    expect(seen(sessionHijackSignal, [first, again('80.1.1.1', { network: carrier })])).toEqual([])
    expect(seen(sessionHijackSignal, [first, again(attacker, { ...abroad, mfa: 'success' })])).toEqual([])
  })
})
