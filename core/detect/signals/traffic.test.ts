import { describe, expect, it } from 'vitest'
import { beaconingSignal, steadiness } from './beaconing.ts'
import { hostSweepSignal } from './host-sweep.ts'
import { icmpTunnelSignal } from './icmp-tunnel.ts'
import { lateralMovementSignal } from './lateral-movement.ts'
import { portScanSignal } from './port-scan.ts'
import { attacker, day, flow, hour, monday, seen, times } from './signals.fixture.ts'
import { tunnelInTunnelSignal } from './tunnel-in-tunnel.ts'
import { minute, second } from './units.ts'

const outside = '45.77.1.2'
const inside = (i: number): string => `10.1.${i >> 8}.${i & 255}`
const colleagues = ['ann', 'ben', 'cem']

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

describe('beaconing', () => {
  const calls = (
    step: (i: number) => number,
    count = 60,
    destination = outside,
  ): ReturnType<typeof flow>[] => {
    let time = monday
    return Array.from({ length: count }, (_, i) => {
      time += step(i)
      return flow(time, 'alice', destination, 443, { bytesUp: 512 })
    })
  }
  it('speaks of a steady beat', () => {
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute),
      )[0]?.title,
    ).toBe(`alice calls ${outside} every 5 min`)
    expect(
      seen(
        beaconingSignal,
        calls((i) => 5 * minute + (i % 3) * second),
      ),
    ).not.toEqual([])
  })
  it('is silent for few calls, a burst, and a person who clicks', () => {
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute, 23),
      ),
    ).toEqual([])
    expect(
      seen(
        beaconingSignal,
        calls(() => second),
      ),
    ).toEqual([])
    expect(
      seen(
        beaconingSignal,
        calls((i) => ([1, 9, 2, 40, 3, 0.5, 17][i % 7] ?? 0) * minute),
      ),
    ).toEqual([])
  })
  it('excuses what others call too, and time servers', () => {
    const popular = colleagues.map((user) => flow(monday - hour, user, outside, 443))
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute),
        popular,
      ),
    ).toEqual([])
    const ntp = calls(() => 5 * minute).map((one) => ({ ...one, destinationPort: 123 }))
    expect(seen(beaconingSignal, ntp)).toEqual([])
  })
  it('scores steadiness as RITA does', () => {
    expect(steadiness([60, 60, 60, 60])).toBe(1)
    expect(steadiness([10, 20, 30, 40, 50])).toBeCloseTo((1 + (30 - 10) / 30) / 2)
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
