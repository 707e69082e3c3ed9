import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Reject } from '../../event/event.ts'
import type { Event } from '../../event/event.ts'
import type { Decoder } from '../decoder.ts'
import { decoders } from './index.ts'
import { gatewayLines } from './security-gateways.fixture.ts'
import { processorMs } from './processor-time.fixture.ts'

const context = () => ({ zoneOffset: 0, year: 2026 })
const named = decoders.filter(({ name }) => name in gatewayLines)
const linesOf = (name: string): readonly string[] => gatewayLines[name] ?? []

/** The events of a vendor's lines, in their order. */
function eventsOf(name: string): readonly Event[] {
  const decode = named.find((decoder) => decoder.name === name)?.open(context())
  return linesOf(name).map((line) => {
    const record = decode?.(line)
    if (record === undefined || record instanceof Reject)
      throw new Error(record?.reason ?? `${name}: ${line}`)
    return record
  })
}

describe('remote access', () => {
  it('of Check Point: a login with its Office Mode address, and traffic by the rule that decided', () => {
    expect(eventsOf('check-point')).toMatchObject([
      {
        '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5),
        'event.action': 'logged-in',
        'event.outcome': 'success',
        'vpn.step': 'start',
        'user.name': 'alice',
        'client.ip': '203.0.113.7',
        'vpn.assigned_ip': '10.8.0.5',
        'vpn.session_id': '{A1}',
        'vpn.gateway': '198.51.100.1',
      },
      { 'rule.name': 'inner', 'network.transport': 'tcp', 'network.bytes': 900, 'user.name': 'alice' },
    ])
  })

  it('of F5: one session over lines that tell one fact each', () => {
    const events = eventsOf('f5-big-ip')
    expect(events.map((event) => event['vpn.step'])).toEqual([
      undefined,
      'attempt',
      undefined,
      'assign',
      'end',
      undefined,
    ])
    expect(events.at(-1)).toMatchObject({
      'source.ip': '10.8.0.5',
      'destination.port': 53,
      'event.outcome': 'failure',
      'network.transport': 'udp',
      'rule.name': '/Common/no:2',
    })
    for (const event of events.slice(0, -1)) expect(event['source.ip']).toBe('203.0.113.7')
    expect(events[1]).toMatchObject({
      'event.outcome': 'success',
      'user.name': 'alice',
      'vpn.auth_method': 'AD',
    })
    expect(events[3]).toMatchObject({
      'vpn.assigned_ip': '10.8.0.5',
      'vpn.tunnel_type': 'tls',
      'vpn.session_id': '49dc8781',
      'vpn.group': '/Common/vpn',
      'vpn.gateway': 'lb1',
    })
    expect(events[4]).toMatchObject({
      'vpn.bytes_in': 632880,
      'vpn.bytes_out': 2649665,
      'user.name': 'alice',
    })
  })

  it('of Junos: flows in both forms are the same, a tunnel names its AAA user', () => {
    const [structured, plain, login, refused, negotiation, colon, tunnel] = eventsOf('juniper-srx')
    for (const flow of [structured, plain])
      expect(flow).toMatchObject({
        'event.type': ['end', 'allowed', 'connection'],
        'source.ip': '10.8.0.5',
        'source.port': 50000,
        'destination.ip': '192.0.2.7',
        'destination.port': 443,
        'network.transport': 'tcp',
        'network.bytes': 872,
        'network.flow_id': '42',
        'source.packets': 6,
        'rule.name': 'vpn-out',
        'event.duration': 3e9,
      })
    expect(structured).toMatchObject({
      '@timestamp': Date.UTC(2026, 0, 2, 2, 4, 5, 184),
      'user.name': 'alice',
      'source.nat.port': 11152,
    })
    expect(login).toMatchObject({
      'user.name': 'bob',
      'source.ip': '203.0.113.8',
      'event.outcome': 'success',
    })
    expect(refused).toMatchObject({
      'user.name': 'bob',
      'source.ip': '203.0.113.8',
      'event.outcome': 'failure',
    })
    expect(negotiation).toMatchObject({
      'source.ip': '203.0.113.8',
      'source.port': 500,
      'destination.ip': '198.51.100.1',
      'event.reason': 'No proposal chosen',
    })
    expect(colon).toMatchObject({
      'event.provider': 'RT_FLOW_SESSION_CREATE',
      'event.action': 'flow_started',
    })
    expect(tunnel).toMatchObject({
      'vpn.step': 'start',
      'user.name': 'alice',
      'client.ip': '203.0.113.7',
      'vpn.assigned_ip': '10.8.0.5',
      'vpn.group': 'ra-vpn',
    })
  })

  it('of NetScaler: login, hijackable connection, refusal, logout', () => {
    expect(eventsOf('netscaler')).toMatchObject([
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'client.ip': '203.0.113.7',
        'vpn.session_id': '1767',
        'user_agent.original': 'Mozilla/5.0 (X - Y)',
        'vpn.group': 'staff',
      },
      {
        'event.type': ['connection', 'end', 'allowed'],
        'source.ip': '203.0.113.9',
        'client.ip': '203.0.113.7',
        'destination.port': 445,
        'source.bytes': 100,
        'network.bytes': 122981,
        'event.duration': 5e9,
      },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob', 'source.ip': '203.0.113.8' },
      {
        'vpn.step': 'end',
        'vpn.bytes_in': 5,
        'vpn.bytes_out': 678421,
        'vpn.duration': 3602,
        'vpn.disconnect_reason': 'Explicit',
      },
    ])
  })

  it('of ScreenOS: traffic, extended authentication, floods', () => {
    expect(eventsOf('netscreen')).toMatchObject([
      {
        'source.ip': '10.8.0.5',
        'observer.ingress.zone': 'Trust',
        'network.bytes': 872,
        'event.duration': 4e9,
      },
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'vpn.assigned_ip': '10.8.0.5',
        'client.ip': '203.0.113.7',
      },
      { 'event.action': 'syn flood', 'source.port': 41437, 'destination.port': 9612 },
    ])
  })

  it('of Connect Secure: login, lease, refusal, counters, time-out', () => {
    const events = eventsOf('pulse-secure')
    expect(events.map((event) => event['vpn.step'])).toEqual([
      'start',
      'assign',
      'attempt',
      'end',
      'end',
      'attempt',
    ])
    expect(events).toMatchObject([
      { 'user.name': 'alice', 'user.domain': 'CORP', 'vpn.session_id': 'sid0a1b', 'vpn.group': 'Users' },
      { 'vpn.assigned_ip': '10.8.0.5', 'vpn.device.name': 'LAPTOP1', 'vpn.gateway': 'gate1' },
      { 'event.outcome': 'failure', 'event.reason': 'Failed', 'user.name': 'bob' },
      { 'vpn.bytes_in': 1234, 'vpn.bytes_out': 567, 'event.duration': 3600e9 },
      { 'vpn.disconnect_reason': 'inactivity', 'event.action': 'session-timeout' },
      { 'event.outcome': 'failure', 'event.code': 'AUT23457', 'user.name': 'bob', 'vpn.group': 'Users' },
    ])
  })

  it('of SonicWall: the zone of a login, and nobody where single sign-on knew nobody', () => {
    const events = eventsOf('sonicwall')
    expect(events).toMatchObject([
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'client.ip': '203.0.113.7',
        'vpn.gateway': '198.51.100.1',
      },
      { 'network.protocol': 'dns', 'network.bytes': 655, 'destination.domain': 'dns.example' },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob', 'event.code': '33' },
    ])
    expect(events[1]).not.toHaveProperty(['user.name'])
    expect(events[1]).not.toHaveProperty(['vpn.step'])
  })

  it('of Sophos Firewall: authentication, tunnel, flow', () => {
    expect(eventsOf('sophos-firewall')).toMatchObject([
      {
        'vpn.step': 'attempt',
        'event.outcome': 'success',
        'event.code': '17710',
        'source.ip': '203.0.113.7',
      },
      {
        'vpn.step': 'start',
        'vpn.assigned_ip': '10.8.0.5',
        'client.ip': '203.0.113.7',
        'vpn.tunnel_type': 'ssl',
      },
      {
        'event.type': ['end', 'allowed', 'connection'],
        'network.bytes': 3534,
        'network.flow_id': '1617126256',
      },
    ])
  })

  it('of Sophos UTM: packets, refusals, tunnels', () => {
    expect(eventsOf('sophos-utm')).toMatchObject([
      { '@timestamp': Date.UTC(2026, 0, 2, 3, 4, 5), 'event.code': 'ulogd', 'network.transport': 'tcp' },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob' },
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'vpn.assigned_ip': '10.242.2.2',
        'client.ip': '203.0.113.7',
      },
    ])
  })

  it('of WatchGuard: both forms of traffic, sessions, refusals', () => {
    expect(eventsOf('watchguard')).toMatchObject([
      {
        'event.type': ['connection', 'denied'],
        'source.ip': '203.0.113.7',
        'destination.port': 591,
        'network.transport': 'tcp',
        'rule.name': 'Unhandled External Packet',
      },
      { 'network.transport': 'udp', 'network.protocol': 'dns', 'source.port': 61978, 'user.name': 'alice' },
      {
        'vpn.step': 'start',
        'user.name': 'alice',
        'vpn.assigned_ip': '192.168.113.2',
        'vpn.tunnel_type': 'ssl',
      },
      { 'vpn.step': 'attempt', 'event.outcome': 'failure', 'user.name': 'bob', 'source.ip': '203.0.113.8' },
      { 'vpn.step': 'end', 'user.name': 'alice' },
    ])
  })

  it('of Barracuda and F5 telemetry: flows', () => {
    expect(eventsOf('barracuda')).toMatchObject([
      { 'event.action': 'remove', 'user.name': 'alice', 'network.bytes': 192, 'event.duration': 21132e6 },
    ])
    expect(eventsOf('barracuda-stream')).toMatchObject([
      { 'event.type': ['denied'], 'destination.port': 443 },
    ])
    expect(eventsOf('f5-telemetry')).toMatchObject([{ 'event.outcome': 'failure', 'rule.name': 'ping' }])
  })
})

/** A line with pieces cut out, doubled and replaced. */
function mutated(lines: readonly string[]): fc.Arbitrary<string> {
  const edit = fc.tuple(
    fc.nat(600),
    fc.nat(40),
    fc.oneof(fc.string(), fc.constantFrom('"', '\\"', '="', ' - ', ' [', ': ', '(', '\0', '€')),
  )
  return fc
    .tuple(fc.constantFrom(...lines), fc.array(edit, { maxLength: 6 }))
    .map(([line, edits]) =>
      edits.reduce((text, [at, cut, insert]) => text.slice(0, at) + insert + text.slice(at + cut), line),
    )
}

/** JSON is read by the JSON decoder too, which stands behind its products. */
const isJson = (decoder: Decoder): boolean => decoder.name === 'json'

describe.each(named)('$name', (decoder) => {
  const lines = linesOf(decoder.name)

  it('claims its own lines, and nobody else does', () => {
    for (const line of lines) {
      const claiming = decoders.filter(
        (other) => other.sniffSample === undefined && !isJson(other) && other.sniff(line) > 0.5,
      )
      expect(
        claiming.map(({ name }) => name),
        line,
      ).toEqual([decoder.name])
    }
  })

  it('survives any text, and any damage to its own lines', () => {
    const decode = decoder.open(context())
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 2000 }), mutated(lines)), (line) => {
        decode(line)
        const confidence = decoder.sniff(line)
        return confidence >= 0 && confidence <= 1
      }),
      { numRuns: 1500 },
    )
  })

  it.each(['" ', '{', '"', 'a=', 'a=" ', 'a="" ', ' - ', ':"', ' [', '(', ': 01', '|', ' From ', "'", '\\'])(
    'reads 64 KiB of %j in linear time',
    (piece) => {
      const decode = decoder.open(context())
      const bulk = piece.repeat(Math.ceil(65_536 / piece.length))
      for (const line of [bulk, ...lines.flatMap((seed) => [seed + bulk, seed.slice(0, 120) + bulk])]) {
        const readLine = () => {
          decode(line)
          decoder.sniff(line)
        }
        expect(processorMs(readLine, 200)).toBeLessThan(200)
      }
    },
  )
})
