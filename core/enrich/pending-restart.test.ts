import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import type { Event } from '../event/event.ts'
import { HeapBacking } from '../memory/heap-backing.fixture.ts'
import { Memory } from '../memory/memory.ts'
import { asa, assembler } from './assemble.fixture.ts'

const steps = ['attempt', 'challenge', 'start', 'assign', 'update', 'end'] as const

/** Lines of a few people at two devices, close together in time, so that much waits at once. */
const line = fc
  .record({
    after: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -8, max: 40 })),
    step: fc.constantFrom(...steps),
    code: fc.constantFrom('1', '2', '3'),
    device: fc.constantFrom('one', 'two'),
    user: fc.constantFrom('ada', 'ada', 'bob', ''),
    source: fc.constantFrom('203.0.113.7', '203.0.113.8', undefined),
    session: fc.constantFrom('s1', 's2', undefined),
    assigned: fc.constantFrom('10.9.0.1', '10.9.0.2', undefined),
    outcome: fc.constantFrom('success' as const, 'failure' as const, undefined),
    bytes: fc.constantFrom(5, undefined),
    dies: fc.boolean(),
  })
  .map(({ after, dies, ...one }) => ({ after, dies, one }))

type Line = typeof line extends fc.Arbitrary<infer One> ? One : never

function eventOf(
  at: number,
  { step, code, device, user, source, session, assigned, outcome, bytes }: Line['one'],
): Event {
  return asa(at, code, {
    'vpn.step': step,
    'observer.hostname': device,
    'user.name': user,
    ...(source && { 'source.ip': source }),
    ...(session && { 'vpn.session_id': session }),
    ...(assigned && { 'vpn.assigned_ip': assigned }),
    ...(outcome && { 'event.outcome': outcome }),
    ...(bytes && { 'vpn.bytes_in': bytes }),
  })
}

function run(lines: readonly Line[], isDisturbed: boolean, maxPerUser: number): unknown[] {
  const backing = new HeapBacking()
  const open = () => {
    const memory = new Memory(backing, 1)
    return { memory, target: assembler({ memory, sessions: { maxPerUser }, tolerance: 5_000 }) }
  }
  let { memory, target } = open()
  let at = 0
  const acts: Act[] = []
  for (const [index, { after, dies, one }] of lines.entries()) {
    at += after
    const place = { source: 'test.log', offset: 100 * index, length: 99, line: index + 1 }
    target.push(eventOf(at, one), place, `line ${index}`, acts)
    // Told as it was when it was complete.
    acts.splice(0, acts.length, ...structuredClone(acts))
    if (!isDisturbed || !dies) continue
    backing.write(memory)
    ;({ memory, target } = open())
  }
  target.flush(acts)
  return [acts, target.counters]
}

describe('what waits for more lines', () => {
  it('goes on after restarts as if there had been none', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 10, maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 3 }),
        (lines, maxPerUser) => {
          expect(run(lines, true, maxPerUser)).toEqual(run(lines, false, maxPerUser))
        },
      ),
      { numRuns: 200 },
    )
  })
})
