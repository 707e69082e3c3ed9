import { describe, expect, it } from 'vitest'
import { abnormalDurationSignal } from './abnormal-duration.ts'
import { exfiltrationSignal } from './exfiltration.ts'
import { hostSweepSignal } from './host-sweep.ts'
import { icmpTunnelSignal } from './icmp-tunnel.ts'
import { lateralMovementSignal } from './lateral-movement.ts'
import { massAccessSignal } from './mass-access.ts'
import { portScanSignal } from './port-scan.ts'
import { attacker, day, flow, hour, login, logout, monday, seen, times, workdays } from './signals.fixture.ts'
import { tunnelInTunnelSignal } from './tunnel-in-tunnel.ts'
import { megabyte, minute, second } from './units.ts'

const outside = '45.77.1.2'
const inside = (i: number): string => `10.1.${i >> 8}.${i & 255}`
const colleagues = ['ann', 'ben', 'cem']

describe('exfiltration', () => {
  const sessions = times(10, monday - 10 * day, day).map((t, i) =>
    logout(t, 'alice', undefined, { bytesUp: (8 + i) * megabyte, bytesDown: 90 * megabyte }),
  )
  const upload = (mb: number): ReturnType<typeof logout> =>
    logout(monday, 'alice', undefined, { bytesUp: mb * megabyte, bytesDown: 10 * megabyte })
  it('speaks of a session far above the own history', () => {
    expect(seen(exfiltrationSignal, [upload(4200)], sessions)[0]?.title).toBe(
      'alice uploaded 4.2 GB in one session',
    )
  })
  it('is surer the more it is', () => {
    const confidence = (mb: number): number =>
      seen(exfiltrationSignal, [upload(mb)], sessions)[0]?.confidence ?? 0
    expect(confidence(400)).toBeGreaterThan(0)
    expect(confidence(400)).toBeLessThan(0.7 * confidence(4000))
  })
  it('doubts an upload of which little left for outside', () => {
    const flows = (each: number): ReturnType<typeof flow>[] =>
      times(4, monday - hour, minute).map((t, i) =>
        flow(t, 'alice', `45.77.1.${i}`, 443, { bytesUp: each * megabyte, bytesDown: each * megabyte }),
      )
    const points = (acts: ReturnType<typeof flow>[]): number =>
      seen(exfiltrationSignal, [...acts, upload(4200)], sessions).at(-1)?.confidence ?? 0
    expect(points(flows(1))).toBeLessThan(0.5 * points(flows(900)))
    expect(points(flows(1).slice(2))).toBe(points([]))
  })
  it('is silent where the upload went to inside hosts', () => {
    const copies = times(4, monday - hour, minute).map((t) =>
      flow(t, 'alice', inside(1), 445, { bytesUp: 800 * megabyte, bytesDown: megabyte }),
    )
    expect(seen(exfiltrationSignal, [...copies, upload(4200)], sessions)).toEqual([])
    expect(seen(exfiltrationSignal, [...copies.slice(2), upload(4200)], sessions)).toHaveLength(1)
  })
  it('tells of a large job of someone hardly known once', () => {
    const job = times(5, monday, day).map((t) =>
      logout(t, 'svc-backup', undefined, { bytesUp: 3000 * megabyte, bytesDown: megabyte }),
    )
    expect(seen(exfiltrationSignal, job)).toHaveLength(1)
    const more = logout(monday + 5 * day, 'svc-backup', undefined, {
      bytesUp: 9000 * megabyte,
      bytesDown: megabyte,
    })
    expect(seen(exfiltrationSignal, [more], job)).toHaveLength(1)
  })
  it('is surer of every day on which it goes on', () => {
    const days = times(3, monday, day).map((t) =>
      logout(t, 'alice', undefined, { bytesUp: 400 * megabyte, bytesDown: megabyte }),
    )
    const sure = seen(exfiltrationSignal, days, sessions).map(({ confidence }) => confidence)
    expect(sure).toHaveLength(3)
    expect(sure).toEqual(sure.toSorted((a, b) => a - b))
    expect(sure[1]).toBeGreaterThan(1.3 * (sure[0] ?? 1))
  })
  it('is silent below 100 MB, and within the own spread', () => {
    expect(seen(exfiltrationSignal, [upload(99)], sessions)).toEqual([])
    const heavy = times(10, monday - 10 * day, day).map((t, i) =>
      logout(t, 'alice', undefined, { bytesUp: (200 + 300 * i) * megabyte }),
    )
    expect(seen(exfiltrationSignal, [upload(4200)], heavy)).toEqual([])
  })
  const parts = (count: number, more = {}, start = monday): ReturnType<typeof flow>[] =>
    times(count, start, minute).map((t) =>
      flow(t, 'alice', outside, 443, { bytesUp: 10 * megabyte, bytesDown: megabyte, ...more }),
    )
  it('sums flows to one outside address', () => {
    const hits = seen(exfiltrationSignal, parts(60))
    expect(hits[0]?.confidence).toBe(0.3)
    expect(hits.at(-1)?.techniques).toEqual(['T1567'])
    expect(hits.length).toBeLessThan(5)
    expect(seen(exfiltrationSignal, parts(9))).toEqual([])
  })
  it('excuses calls, inside servers, popular destinations and nightly backups', () => {
    expect(seen(exfiltrationSignal, parts(60, { bytesDown: 9 * megabyte }))).toEqual([])
    expect(seen(exfiltrationSignal, parts(60, { destinationIp: '10.1.1.1' }))).toEqual([])
    const popular = colleagues.map((user) => flow(monday - hour, user, outside, 443))
    expect(seen(exfiltrationSignal, parts(60), popular)).toEqual([])
    expect(seen(exfiltrationSignal, parts(60), parts(60, {}, monday - day))).toEqual([])
  })
})

describe('port-scan', () => {
  const scan = (ports: number, step: number, more = {}): ReturnType<typeof flow>[] =>
    times(ports, monday, step).map((t, i) => flow(t, 'alice', inside(1), 1000 + i, more))
  it('speaks at 50 ports of one host, and at 5 that administer it', () => {
    expect(seen(portScanSignal, scan(50, second))[0]?.title).toBe('alice scanned 50 ports of 10.1.0.1')
    const admin = [22, 135, 445, 3389, 5985].map((port, i) => flow(monday + i, 'alice', inside(1), port))
    expect(seen(portScanSignal, admin)).toHaveLength(1)
  })
  it('speaks of many hosts on a log scale', () => {
    const wide = Array.from({ length: 200 }, (_, i) =>
      [22, 135, 445, 3389, 5985].map((port) => flow(monday + i * 100, 'alice', inside(i), port)),
    ).flat()
    expect(seen(portScanSignal, wide).map(({ title }) => title)).toHaveLength(8)
  })
  it('is silent at 49, and when spread over hours', () => {
    expect(seen(portScanSignal, scan(49, second))).toEqual([])
    expect(seen(portScanSignal, scan(200, 2 * minute))).toEqual([])
  })
  it('excuses answers of a server, and counts the internet for less', () => {
    expect(seen(portScanSignal, scan(200, second, { sourcePort: 443 }))).toEqual([])
    const internet = { user: '', sourceIp: attacker, assignedIp: '' }
    expect(seen(portScanSignal, scan(50, second, internet))[0]?.impact).toBe(30)
  })
})

describe('host-sweep', () => {
  const sweep = (hosts: number, port: number, start = monday): ReturnType<typeof flow>[] =>
    times(hosts, start, second).map((t, i) => flow(t, 'alice', inside(i), port))
  it('speaks at 30 hosts on administration ports, or 250 on any', () => {
    expect(seen(hostSweepSignal, sweep(30, 445))[0]?.title).toBe('alice swept 30 inside hosts')
    expect(seen(hostSweepSignal, sweep(250, 8080))).toHaveLength(1)
  })
  it('is silent at 29 and 249', () => {
    expect(seen(hostSweepSignal, sweep(29, 445))).toEqual([])
    expect(seen(hostSweepSignal, sweep(249, 8080))).toEqual([])
  })
  it('excuses browsing, and an inventory that ran before', () => {
    const browsing = times(300, monday, second).map((t, i) =>
      flow(t, 'alice', `45.1.${i >> 8}.${i & 255}`, 443),
    )
    expect(seen(hostSweepSignal, browsing)).toEqual([])
    expect(seen(hostSweepSignal, sweep(60, 445), sweep(60, 445, monday - 2 * day))).toEqual([])
  })
})

describe('lateral-movement', () => {
  const reach = (hosts: number, first = 0, start = monday): ReturnType<typeof flow>[] =>
    times(hosts, start, minute).map((t, i) => flow(t, 'alice', inside(first + i), 3389))
  const before = [flow(monday - 20 * day, 'alice', inside(999), 22)]
  it('speaks at 5 hosts never administered before', () => {
    const [hit] = seen(lateralMovementSignal, reach(5), before)
    expect(hit?.techniques).toEqual(['T1021.001'])
    expect(hit?.title).toBe('alice reached 5 hosts over RDP for the first time')
  })
  it('is silent at 4, and at 9 in the first week', () => {
    expect(seen(lateralMovementSignal, reach(4), before)).toEqual([])
    expect(seen(lateralMovementSignal, reach(9))).toEqual([])
  })
  it('excuses known hosts, and an administrator who often meets new ones', () => {
    expect(seen(lateralMovementSignal, reach(20), [...before, ...reach(20, 0, monday - 10 * day)])).toEqual(
      [],
    )
    expect(
      seen(lateralMovementSignal, reach(9, 100), [...before, ...reach(8, 0, monday - 10 * day)]),
    ).toEqual([])
  })
})

describe('abnormal-duration', () => {
  const before = times(12, monday - 12 * day, day).map((t) =>
    logout(t, 'alice', undefined, { duration: 8 * hour }),
  )
  const end = (hours: number, reason = ''): ReturnType<typeof logout> =>
    logout(monday, 'alice', undefined, { duration: hours * hour, reason })
  it('speaks of three days against eight hours', () => {
    expect(seen(abnormalDurationSignal, [end(72)], before)[0]?.title).toBe('A session of alice lasted 3 days')
  })
  it('is silent at 13 h, and without history', () => {
    expect(seen(abnormalDurationSignal, [end(13)], before)).toEqual([])
    expect(seen(abnormalDurationSignal, [end(72)], before.slice(5))).toEqual([])
  })
  it('excuses a session left open until the idle timeout', () => {
    expect(seen(abnormalDurationSignal, [end(72, 'Idle Timeout')], before)).toEqual([])
  })
})

describe('tunnel-in-tunnel', () => {
  const open = (port: number, more = {}): ReturnType<typeof flow> =>
    flow(monday, 'alice', outside, port, more)
  it.each([
    [1194, {}, 'OpenVPN'],
    [51820, {}, 'WireGuard'],
    [4500, {}, 'IPsec'],
    [1080, {}, 'SOCKS'],
    [0, { transport: 'gre' }, 'GRE'],
    [443, { service: 'openvpn' }, 'OpenVPN'],
  ])('speaks of port %i %o', (port, more, name) => {
    expect(seen(tunnelInTunnelSignal, [open(port, more)])[0]?.title).toContain(`${name} tunnel`)
  })
  it('is surer of what a sensor named on a port of another service', () => {
    const confidence = (port: number): number =>
      seen(tunnelInTunnelSignal, [open(port, { service: 'openvpn' })])[0]?.confidence ?? 0
    expect(confidence(443)).toBeGreaterThan(confidence(1194))
  })
  it('is silent for the web, inside destinations, and who is not on the VPN', () => {
    expect(seen(tunnelInTunnelSignal, [open(443)])).toEqual([])
    expect(seen(tunnelInTunnelSignal, [open(1194, { destinationIp: '10.1.1.1' })])).toEqual([])
    expect(seen(tunnelInTunnelSignal, [open(1194, { assignedIp: '', sourceIp: '10.1.1.7' })])).toEqual([])
  })
  it("excuses what was refused, and a partner's gateway that several use", () => {
    expect(seen(tunnelInTunnelSignal, [open(1194, { outcome: 'failure' })])).toEqual([])
    const partner = colleagues.map((user) => flow(monday - hour, user, outside, 4500))
    expect(seen(tunnelInTunnelSignal, [open(4500)], partner)).toEqual([])
  })
})

describe('icmp-tunnel', () => {
  const echoes = (count: number, bytesUp: number, more = {}): ReturnType<typeof flow>[] =>
    times(count, monday, second).map((t) =>
      flow(t, 'alice', outside, 0, { transport: 'icmp', bytesUp, ...more }),
    )
  it('speaks of 20 echoes of 256 bytes within an hour', () => {
    expect(seen(icmpTunnelSignal, echoes(20, 256))).toHaveLength(1)
    expect(seen(icmpTunnelSignal, echoes(1, 40_000, { bytesDown: 40_000, packets: 160 }))).toHaveLength(1)
  })
  it('is silent for 19, and for plain pings', () => {
    expect(seen(icmpTunnelSignal, echoes(19, 1400))).toEqual([])
    expect(seen(icmpTunnelSignal, echoes(500, 98))).toEqual([])
  })
  it('excuses inside hosts, and a host that several measure', () => {
    expect(seen(icmpTunnelSignal, echoes(50, 1400, { destinationIp: '10.1.1.1' }))).toEqual([])
    const probes = colleagues.map((user) => flow(monday - hour, user, outside, 0, { transport: 'icmp' }))
    expect(seen(icmpTunnelSignal, echoes(50, 1400), probes)).toEqual([])
  })
})

describe('mass-access', () => {
  const copy = (at: number, mb: number): ReturnType<typeof flow>[] =>
    times(10, at, minute).map((t) => flow(t, 'alice', inside(9), 445, { bytesDown: (mb / 10) * megabyte }))
  const work = times(20, monday - 20 * day, day).flatMap((t) => [login(t, 'alice'), ...copy(t, 60)])
  const night = monday + 18 * hour
  const inOrder = (acts: typeof work): typeof work => acts.toSorted((a, b) => a.time - b.time)
  it('speaks of a bulk copy at night, and of one by day as context', () => {
    const confidence = (at: number): number =>
      seen(massAccessSignal, [login(at - minute, 'alice'), ...copy(at, 900)], work)[0]?.confidence ?? 0
    expect(60 * confidence(night)).toBeGreaterThan(40)
    expect(60 * confidence(monday)).toBeLessThan(40)
  })
  it('is silent below 500 MB, below four times the usual, and in the first week', () => {
    expect(seen(massAccessSignal, copy(night, 490), work)).toEqual([])
    const heavy = inOrder([...work, ...copy(monday - 3 * day, 300)])
    expect(seen(massAccessSignal, copy(night, 900), heavy)).toEqual([])
    expect(seen(massAccessSignal, copy(night, 900), work.slice(-40))).toEqual([])
  })
  it('takes twice the usual for enough at an hour the person never works', () => {
    const heavy = inOrder([...work, ...copy(monday - 3 * day, 300)])
    const at = (time: number): unknown[] =>
      seen(massAccessSignal, [login(time - minute, 'alice'), ...copy(time, 900)], heavy)
    expect(at(night)).toHaveLength(1)
    expect(at(monday)).toEqual([])
  })
  it('knows the hours of a person after 10 sign-ins over 14 days, and doubts one it does not know', () => {
    const some = (from: number, count: number): ReturnType<typeof flow>[] =>
      times(count, from, 1.5 * day).flatMap((t) => [login(t, 'alice'), ...copy(t, 60)])
    const confidence = (before: ReturnType<typeof flow>[]): number | undefined =>
      seen(massAccessSignal, [login(night, 'alice'), ...copy(night + minute, 900)], before)[0]?.confidence
    expect(confidence(some(monday - 15 * day, 10))).toBe(0.75)
    expect(confidence(some(monday - 12 * day, 8))).toBe(0.4)
  })
  it('excuses a copy that runs every night', () => {
    const nightly = inOrder([...work, ...copy(night - 7 * day, 900)])
    expect(seen(massAccessSignal, copy(night, 900), nightly)).toEqual([])
  })
  it('sees the session alone where there are no flows', () => {
    const sessions = workdays('alice', monday, 25).flatMap((one) => [
      one,
      logout(one.time + hour, 'alice', undefined, { bytesDown: 90 * megabyte, duration: hour }),
    ])
    const session = (at: number, bytesDown: number): ReturnType<typeof logout>[] => [
      login(at, 'alice'),
      logout(at + hour, 'alice', undefined, { bytesDown, duration: hour }),
    ]
    expect(seen(massAccessSignal, session(night, 4e9), sessions)).toHaveLength(1)
    expect(seen(massAccessSignal, session(night, 0.9e9), sessions)).toEqual([])
    expect(seen(massAccessSignal, session(monday, 4e9), sessions)).toEqual([])
    const flows = [...sessions, flow(monday, 'alice', inside(9), 445, { bytesDown: megabyte })]
    expect(seen(massAccessSignal, session(night, 4e9), flows)).toEqual([])
  })
})
