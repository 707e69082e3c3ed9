import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordId } from '../event/record-id.ts'
import type { Act } from '../event/act.ts'
import type { Event } from '../event/event.ts'
import { asa, assemble, assembler, noon, pushAll } from './assemble.fixture.ts'

const login = (at: number, user: string, host = 'vpn-gw'): Event[] => [
  asa(at, '113012', {
    'observer.hostname': host,
    'user.name': user,
    'vpn.step': 'attempt',
    'event.outcome': 'success',
  }),
  asa(at + 1, '722051', {
    'observer.hostname': host,
    'user.name': user,
    'vpn.step': 'assign',
    'vpn.assigned_ip': '10.8.0.5',
  }),
]

test('a device whose clock is hours ahead does not tear the logins of the others apart', () => {
  const ahead = login(7_200, 'bob', 'berlin-gw')
  const acts = assemble(login(0, 'alice').flatMap((line, i) => [ahead[i] ?? line, line]))
  expect(acts.map(({ user, kind, places }) => [user, kind, places.length])).toEqual([
    ['bob', 'start', 2],
    ['alice', 'start', 2],
  ])
})

test('an older log after a newer one, and a single false time, do no lasting harm', () => {
  const acts = assemble([
    ...login(90_000, 'alice'),
    ...login(0, 'bob'),
    asa(1e9, 'x', {}),
    ...login(100, 'carol'),
  ])
  expect(acts.map(({ user, kind, places }) => [user, kind, places.length])).toEqual([
    ['alice', 'start', 2],
    ['bob', 'start', 2],
    ['carol', 'start', 2],
  ])
})

test('devices that come and go are bounded and their acts are told', () => {
  const target = assembler({ maxDevices: 4 })
  const acts = pushAll(
    target,
    Array.from({ length: 20 }, (_, i) => login(0, `user${i}`, `gw${i}`)[0] ?? asa(0, '', {})),
  )
  expect(acts).toHaveLength(16)
})

test('a device that fell silent is told when another appears, and that one is not taken for silent', () => {
  const target = assembler()
  const acts = pushAll(target, login(0, 'alice', 'old-gw'))
  pushAll(
    target,
    Array.from({ length: 70_000 }, () => asa(0, '', { 'observer.hostname': 'busy-gw' })),
    acts,
  )
  expect(acts).toEqual([])
  pushAll(target, login(0, 'bob', 'new-gw'), acts)
  expect(acts.map(({ user }) => user)).toEqual(['alice'])
  target.flush(acts)
  expect(acts.map(({ user, places }) => [user, places.length])).toEqual([
    ['alice', 2],
    ['bob', 2],
  ])
})

test('a record without a time is counted and left', () => {
  const target = assembler()
  expect(pushAll(target, [{ ...asa(0, '113015', { 'vpn.step': 'attempt' }), '@timestamp': NaN }])).toEqual([])
  expect(target.counters.events).toBe(1)
})

const someEvent: fc.Arbitrary<Event> = fc
  .record({
    at: fc.integer({ min: 0, max: 120 }),
    code: fc.constantFrom('', '113004', '113015', '113019', '722051', '302013', '302014'),
    step: fc.constantFrom(undefined, 'attempt', 'challenge', 'start', 'assign', 'update', 'end'),
    outcome: fc.constantFrom(undefined, 'success', 'failure'),
    user: fc.constantFrom(undefined, '', '*****', 'alice', 'CORP\\bob'),
    source: fc.constantFrom(undefined, '', '10.8.0.1', '10.8.0.2', '203.0.113.7', '2001:db8::1', 'nonsense'),
    assigned: fc.constantFrom(undefined, '10.8.0.1', '10.8.0.2', 'nonsense'),
    session: fc.constantFrom(undefined, '1', '2'),
    flow: fc.constantFrom(undefined, 'a', 'b'),
    type: fc.constantFrom([], ['info'], ['connection', 'end'], ['denied']),
    duration: fc.constantFrom(undefined, NaN, -1, 10, 1e300),
  })
  .map(({ at, code, step, outcome, user, source, assigned, session, flow, type, duration }) =>
    asa(at, code, {
      'event.category': ['network'],
      'event.outcome': outcome,
      'event.type': type,
      'vpn.step': step as Event['vpn.step'],
      'user.name': user,
      'source.ip': source,
      'destination.ip': '10.8.0.2',
      'vpn.assigned_ip': assigned,
      'vpn.session_id': session,
      'vpn.duration': duration,
      'network.flow_id': flow,
    }),
  )

test('whatever comes in, every line is evidence of at most one act and the batches make no difference', () => {
  fc.assert(
    fc.property(fc.array(someEvent, { maxLength: 60 }), fc.integer({ min: 1, max: 7 }), (events, batch) => {
      const whole = assemble(events)
      const target = assembler()
      const parts: Act[] = []
      for (const [line, event] of events.entries()) {
        const out: Act[] = []
        const place = { source: 'test.log', offset: line * 100, length: 99, line: line + 1 }
        target.push(event, place, `line ${line + 1}`, out)
        parts.push(...out)
        if (line % batch === 0) expect(target.counters.events).toBe(line + 1)
      }
      target.flush(parts)
      expect(parts).toEqual(whole)

      const offsets = whole.flatMap(({ places }) => places.map(({ offset }) => offset))
      expect(new Set(offsets).size).toBe(offsets.length)
      for (const act of whole) {
        expect(act.places.length).toBe(act.originals.length)
        expect(act.id).toBe(recordId(act.originals[0] ?? '', {}))
        expect(Object.keys(act)).toEqual(Object.keys(whole[0] ?? act))
      }
      const attempts = events.filter((event) => event['vpn.step'] === 'attempt').length
      const told = whole.filter(({ kind }) => kind === 'attempt').length
      expect(told).toBeLessThanOrEqual(
        attempts + events.filter((event) => event['vpn.step'] === 'challenge').length,
      )
    }),
    { numRuns: 300 },
  )
})

test('memory follows the configuration, not the input', () => {
  const target = assembler({ maxOpenFlows: 100, sessions: { max: 100 }, leases: { addresses: 100 } })
  const acts: Act[] = []
  for (let i = 0; i < 5_000; i++) {
    const event = asa(i, '722051', {
      'user.name': `user${i}`,
      'vpn.step': 'assign',
      'vpn.assigned_ip': `10.9.${i >> 8}.${i & 255}`,
    })
    target.push(event, { source: 'test.log', offset: i, length: 1, line: i }, `line ${i}`, acts)
  }
  expect(target.sessions.size).toBe(100)
  expect(target.counters.evicted).toBe(2 * 4_900)
  expect(acts.length).toBeGreaterThan(4_900)
  expect(acts[0]?.time).toBe(noon)
})
