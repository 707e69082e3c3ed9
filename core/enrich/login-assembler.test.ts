import { describe, expect, test } from 'vitest'
import { recordId } from '../event/record-id.ts'
import type { Event } from '../event/event.ts'
import { asa, assemble, assembler, noon, pushAll, second } from './assemble.fixture.ts'

const alice = { 'user.name': 'CORP\\Alice', 'source.ip': '203.0.113.7' } as const
const accepted = { 'vpn.step': 'attempt', 'event.outcome': 'success' } as const
const refused = { 'vpn.step': 'attempt', 'event.outcome': 'failure' } as const

const login = (at: number, who: Partial<Event> = alice, assigned = '10.8.0.5'): Event[] => [
  asa(at, '113004', { ...who, ...accepted, 'source.ip': undefined }),
  asa(at, '734001', { ...who, 'vpn.step': 'update' }),
  asa(at + 1, '113039', { ...who, 'vpn.step': 'start', 'vpn.group': 'Staff' }),
  asa(at + 2, '722022', { ...who, 'vpn.step': 'start', 'vpn.tunnel_type': 'TCP' }),
  asa(at + 2, '722051', { ...who, 'vpn.step': 'assign', 'vpn.assigned_ip': assigned }),
]

describe('a login', () => {
  test('of five lines is one start, at the time of its first line', () => {
    const acts = assemble(login(0))
    expect(acts).toHaveLength(1)
    expect(acts[0]).toMatchObject({
      id: recordId('line 1', {}),
      kind: 'start',
      time: noon,
      outcome: 'success',
      user: 'alice',
      sourceIp: '203.0.113.7',
      gateway: 'vpn-gw',
      group: 'Staff',
      assignedIp: '10.8.0.5',
      originals: ['line 1', 'line 2', 'line 3', 'line 4', 'line 5'],
      session: {
        id: recordId('line 1', {}),
        user: 'alice',
        start: noon,
        end: undefined,
        assignedIp: '10.8.0.5',
      },
    })
    expect(acts[0]?.places.map(({ offset }) => offset)).toEqual([0, 100, 200, 300, 400])
  })

  test('is told when its window is over, not before', () => {
    const target = assembler()
    expect(pushAll(target, login(0))).toEqual([])
    const later = asa(32, '106023', { 'user.name': 'bob' })
    expect(pushAll(target, [later])).toEqual([])
    expect(pushAll(target, [asa(33, '106023', {})]).map(({ kind }) => kind)).toEqual(['start'])
  })

  test('that never gets a session is a successful attempt', () => {
    const acts = assemble([asa(0, '113004', { ...alice, ...accepted }), ...login(40)])
    expect(acts.map(({ kind, outcome, time }) => [kind, outcome, time])).toEqual([
      ['attempt', 'success', noon],
      ['start', 'success', noon + 40 * second],
    ])
  })

  test('whose authorisation comes under the same code is still one', () => {
    const acts = assemble([asa(0, '113004', { ...alice, ...accepted }), ...login(0)])
    expect(acts.map(({ kind }) => kind)).toEqual(['start'])
  })

  test.each([
    ['another user', { 'user.name': 'bob', 'source.ip': '203.0.113.7' }],
    ['another address', { 'user.name': 'alice', 'source.ip': '198.51.100.9' }],
    ['another gateway', { ...alice, 'vpn.gateway': 'other-gw' }],
  ])('of %s is another', (_, who) => {
    const [first] = login(0)
    const other = asa(1, '113039', { ...who, 'vpn.step': 'start' })
    const acts = assemble([{ ...first, ...alice } as Event, other])
    expect(acts.map(({ kind }) => kind).toSorted()).toEqual(['attempt', 'start'])
  })

  test('knows a person under every spelling', () => {
    const acts = assemble([
      asa(0, '113004', { ...accepted, 'user.name': 'alice@corp.example' }),
      asa(1, '113039', { 'vpn.step': 'start', 'user.name': 'ALICE', 'source.ip': '203.0.113.7' }),
    ])
    expect(acts).toHaveLength(1)
    expect(acts[0]).toMatchObject({ kind: 'start', user: 'alice', sourceIp: '203.0.113.7' })
  })

  test('keeps two logins of two persons apart that come line by line', () => {
    const bob = { 'user.name': 'bob', 'source.ip': '198.51.100.9' }
    const lines = login(0).flatMap((line, i) => [line, login(0, bob, '10.8.0.6')[i] ?? line])
    const acts = assemble(lines)
    expect(acts.map(({ user, assignedIp, places }) => [user, assignedIp, places.length])).toEqual([
      ['alice', '10.8.0.5', 5],
      ['bob', '10.8.0.6', 5],
    ])
  })

  test('takes a second tunnel after the first packets for part of it', () => {
    const flow = asa(4, '106023', {
      'event.category': ['network'],
      'event.type': ['denied'],
      'source.ip': '10.8.0.5',
      'destination.ip': '10.1.1.1',
    })
    const dtls = asa(9, '722022', { ...alice, 'vpn.step': 'start', 'vpn.tunnel_type': 'UDP' })
    const acts = assemble([...login(0), flow, dtls])
    expect(acts.map(({ kind, user }) => [kind, user])).toEqual([
      ['start', 'alice'],
      ['flow', 'alice'],
    ])
  })

  test('that resumes without a password keeps its session', () => {
    const target = assembler()
    const resumed = asa(7_200, '722022', { ...alice, 'vpn.step': 'start' })
    const acts = pushAll(target, [...login(0), resumed])
    target.flush(acts)
    expect(acts.map(({ kind, session }) => [kind, session?.start])).toEqual([
      ['start', noon],
      ['start', noon],
    ])
    expect(target.sessions.size).toBe(1)
  })

  test('with a password of its own is a second session beside the first', () => {
    const target = assembler()
    pushAll(target, [...login(0), ...login(600, alice, '10.8.0.9')])
    expect(target.sessions.ofUser('alice').map(({ session }) => session.assignedIp)).toEqual([
      '10.8.0.5',
      '10.8.0.9',
    ])
  })
})

describe('a refusal', () => {
  const pair = (at: number, who: Partial<Event> = alice, codes = ['113005', '113015']): Event[] =>
    codes.map((code) => asa(at, code, { ...who, ...refused, 'event.reason': 'AAA failure' }))

  test('of two lines is one failed attempt', () => {
    const acts = assemble(pair(0))
    expect(acts).toHaveLength(1)
    expect(acts[0]).toMatchObject({
      kind: 'attempt',
      outcome: 'failure',
      user: 'alice',
      reason: 'AAA failure',
    })
    expect(acts[0]?.places).toHaveLength(2)
  })

  test.each([0, 1, 3])('and another one %i s later are two', (gap) => {
    const acts = assemble([...pair(0), ...pair(gap)])
    expect(acts.map(({ outcome, places }) => [outcome, places.length])).toEqual([
      ['failure', 2],
      ['failure', 2],
    ])
  })

  test('twice under the same code is two, however close', () => {
    expect(assemble(pair(0, alice, ['113015', '113015', '113015']))).toHaveLength(3)
  })

  test('of a masked or empty user is an attempt all the same', () => {
    const masked = { 'user.name': '*****', 'source.ip': '203.0.113.7' }
    const acts = assemble([...pair(0, masked, ['716039', '113015']), asa(9, '113015', refused)])
    expect(acts.map(({ user, sourceIp, places }) => [user, sourceIp, places.length])).toEqual([
      ['', '203.0.113.7', 2],
      ['', '', 1],
    ])
  })

  test('before a success is its own act', () => {
    const acts = assemble([...pair(0), ...login(10)])
    expect(acts.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['attempt', 'failure'],
      ['start', 'success'],
    ])
  })

  test('in a burst stays within bounds and loses nothing', () => {
    const burst = Array.from({ length: 5_000 }, () => asa(0, '113015', { ...alice, ...refused }))
    expect(assemble(burst)).toHaveLength(5_000)
  })
})

describe('a second factor', () => {
  const challenge = (at: number, result: 'prompted' | 'success' | 'failure'): Event =>
    asa(at, `mfa-${result}`, { ...alice, 'vpn.step': 'challenge', 'vpn.mfa.result': result })

  test('that is answered is part of the login', () => {
    const [first, ...rest] = login(40)
    const acts = assemble([
      asa(0, '113004', { ...alice, ...accepted }),
      challenge(5, 'prompted'),
      challenge(30, 'success'),
      ...rest,
    ])
    expect(first).toBeDefined()
    expect(acts.map(({ kind, mfa, time, places }) => [kind, mfa, time, places.length])).toEqual([
      ['start', 'success', noon, 7],
    ])
  })

  test('that is denied makes the attempt a failure', () => {
    const acts = assemble([
      asa(0, '113004', { ...alice, ...accepted }),
      challenge(5, 'prompted'),
      challenge(20, 'failure'),
    ])
    expect(acts.map(({ kind, outcome, mfa }) => [kind, outcome, mfa])).toEqual([
      ['attempt', 'failure', 'failure'],
    ])
  })

  test('asked for by the AAA server is answered by what follows', () => {
    const asked = asa(0, '113010', { ...alice, 'vpn.step': 'challenge', 'vpn.mfa.result': 'prompted' })
    expect(assemble([asked, ...login(10)]).map(({ kind, mfa }) => [kind, mfa])).toEqual([
      ['start', 'success'],
    ])
    expect(assemble([asked, asa(10, '113005', { ...alice, ...refused })])).toMatchObject([
      { kind: 'attempt', outcome: 'failure', mfa: 'failure' },
    ])
  })

  test('that is never answered leaves the outcome open', () => {
    const acts = assemble([asa(0, '113004', { ...alice, ...accepted }), challenge(1, 'prompted')])
    expect(acts.map(({ outcome, mfa }) => [outcome, mfa])).toEqual([['unknown', 'prompted']])
  })

  test('asked for again and again is an attempt each time', () => {
    const acts = assemble([
      challenge(0, 'prompted'),
      challenge(10, 'prompted'),
      challenge(20, 'prompted'),
      challenge(25, 'success'),
    ])
    expect(acts.map(({ mfa }) => mfa).toSorted()).toEqual(['prompted', 'prompted', 'success'])
  })
})
