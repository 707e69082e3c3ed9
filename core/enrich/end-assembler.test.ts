import { expect, test } from 'vitest'
import type { Event } from '../event/event.ts'
import { asa, assemble, assembler, noon, pushAll, second } from './assemble.fixture.ts'

const alice = { 'user.name': 'alice', 'source.ip': '203.0.113.7' } as const

const start = (at: number, who: Partial<Event> = alice, assigned = '10.8.0.5') =>
  asa(at, '722051', { ...who, 'vpn.step': 'assign', 'vpn.assigned_ip': assigned, 'vpn.client.os': 'Windows' })
const end = (at: number, fields: Partial<Event> = {}) =>
  asa(at, '113019', { ...alice, 'vpn.step': 'end', 'vpn.disconnect_reason': 'User Requested', ...fields })
const tunnel = (type: string, up: number, down: number): Partial<Event> => ({
  'vpn.tunnel_type': type,
  'vpn.bytes_in': up,
  'vpn.bytes_out': down,
  'vpn.duration': 3_600,
})

test('the end of a session tells how long it was, what went through, and what its start knew', () => {
  const acts = assemble([start(0), end(3_600, tunnel('SSL', 1_000, 9_000))])
  expect(acts.map(({ kind }) => kind)).toEqual(['start', 'end'])
  expect(acts[1]).toMatchObject({
    time: noon + 3_600 * second,
    duration: 3_600_000,
    bytesUp: 1_000,
    bytesDown: 9_000,
    bytesTotal: 10_000,
    reason: 'User Requested',
    assignedIp: '10.8.0.5',
    clientOs: 'Windows',
    session: { start: noon, end: noon + 3_600 * second },
  })
  expect(acts[0]?.session?.end).toBeUndefined()
})

test('the tunnels of one session end in one act', () => {
  const lines = [
    end(3_600, tunnel('AnyConnect-Parent', 10, 20)),
    end(3_600, tunnel('SSL-Tunnel', 200, 300)),
    end(3_600, tunnel('DTLS-Tunnel', 4_000, 5_000)),
  ]
  const acts = assemble([start(0), ...lines])
  expect(
    acts.map(({ kind, bytesUp, bytesDown, places }) => [kind, bytesUp, bytesDown, places.length]),
  ).toEqual([
    ['start', NaN, NaN, 1],
    ['end', 4_210, 5_320, 3],
  ])
})

test('two ends of the same tunnel are two sessions', () => {
  const acts = assemble([
    start(0),
    start(60, alice, '10.8.0.6'),
    end(3_600, tunnel('SSL', 1, 1)),
    end(3_600, tunnel('SSL', 2, 2)),
  ])
  expect(acts.map(({ kind, assignedIp }) => [kind, assignedIp])).toEqual([
    ['start', '10.8.0.5'],
    ['start', '10.8.0.6'],
    ['end', '10.8.0.5'],
    ['end', '10.8.0.6'],
  ])
})

test('of two sessions the one ends that lasted as long as the record says', () => {
  const target = assembler()
  const quick = end(3_700, { ...tunnel('SSL', 1, 1), 'vpn.duration': 100 })
  pushAll(target, [start(0), start(3_600, alice, '10.8.0.6'), quick])
  expect(target.sessions.ofUser('alice').map(({ session }) => session.assignedIp)).toEqual(['10.8.0.5'])
})

test('an end whose start is not in the log gives the session its start', () => {
  const [act] = assemble([end(3_600, { ...tunnel('SSL', 5, 6), 'vpn.assigned_ip': '10.8.0.5' })])
  expect(act?.session).toMatchObject({ start: noon, end: noon + 3_600 * second, assignedIp: '10.8.0.5' })
  expect(assemble([end(0)])[0]).toMatchObject({ kind: 'end', session: undefined, duration: NaN })
})

test('interim counters make no act and stand in for an end without any', () => {
  const interim = asa(60, 'stats', { ...alice, 'vpn.step': 'update', 'vpn.bytes_in': 7, 'vpn.bytes_out': 8 })
  const acts = assemble([start(0), interim, end(120)])
  expect(acts.map(({ kind, bytesUp, bytesDown, duration }) => [kind, bytesUp, bytesDown, duration])).toEqual([
    ['start', NaN, NaN, NaN],
    ['end', 7, 8, 120_000],
  ])
})

test('an end in the seconds of its login comes after it', () => {
  expect(assemble([start(0), end(1)]).map(({ kind }) => kind)).toEqual(['start', 'end'])
})

test('a session taken over by another address ends the one it replaced', () => {
  const thief = { 'user.name': 'alice', 'source.ip': '198.51.100.66' }
  const target = assembler()
  pushAll(target, [
    start(0),
    start(3_600, thief, '10.8.0.6'),
    end(3_601, { 'vpn.disconnect_reason': 'Port Preempted' }),
  ])
  expect(target.sessions.ofUser('alice').map(({ session }) => session.sourceIp)).toEqual(['198.51.100.66'])
})
