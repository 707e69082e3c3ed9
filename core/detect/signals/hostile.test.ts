import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actKinds, noticeCategories } from '../../event/act.ts'
import type { Act } from '../../event/act.ts'
import { createAct } from '../../event/create-act.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect.fixture.ts'
import { signalFactories } from './index.ts'
import {
  anonymiser,
  berlin,
  carrier,
  hosting,
  monday,
  relay,
  satellite,
  seen,
  sydney,
} from './signals.fixture.ts'
import { hour } from './units.ts'

const text = fc.oneof(
  fc.constantFrom('', 'alice', '../../etc/passwd', 'svc-x', 'LT-1', 'WIN-9OD3CVFG24B', '\u0000', '__proto__'),
  fc.string({ maxLength: 40, unit: 'binary' }),
)
const address = fc.constantFrom(
  '',
  '10.8.0.5',
  '203.0.113.9',
  '::',
  'ff02::1',
  '2001:db8::1',
  'nonsense',
  '1.2.3',
)
const amount = fc.constantFrom(Number.NaN, -1, 0, 1, 300, 4e9, Infinity)

/** What a log may hold, honest or not: every field of any value its type allows. */
const someAct: fc.Arbitrary<Act> = fc
  .record({
    kind: fc.constantFrom(...actKinds, 'notice' as const),
    time: fc.oneof(
      fc.integer({ min: 0, max: 60 * 24 }).map((hours) => monday + hours * hour),
      fc.constantFrom(Number.NaN, -1, 0, 1e300),
    ),
    outcome: fc.constantFrom('success' as const, 'failure' as const, 'unknown' as const),
    user: text,
    gateway: text,
    group: text,
    reason: text,
    deviceId: text,
    clientVersion: fc.oneof(text, fc.constantFrom('AnyConnect 4.10.1', '9'.repeat(400))),
    sessionId: text,
    assignedIp: address,
    sourceIp: address,
    destinationIp: address,
    destinationPort: fc.constantFrom(0, 22, 53, 445, 1194, 65_535),
    transport: fc.constantFrom('', 'gre', 'icmp', 'tcp'),
    bytesUp: amount,
    bytesDown: amount,
    packets: amount,
    duration: amount,
    place: fc.constantFrom(undefined, berlin, sydney),
    network: fc.constantFrom(undefined, hosting, anonymiser, relay, satellite, carrier),
  })
  .chain((fields) =>
    fc
      .record(
        {
          category: fc.constantFrom(...noticeCategories),
          name: text,
          severity: fc.constantFrom('low' as const, 'medium' as const, 'high' as const),
          detail: text,
        },
        // What is written and read again has the usual prototype.
        { noNullPrototype: true },
      )
      .map((notice) =>
        createAct({
          ...fields,
          notice: fields.kind === 'notice' ? notice : undefined,
          places: [{ source: 'x.log', offset: 0, length: 1, line: 1 }],
        }),
      ),
  )

test('no act makes a signal throw, and every alert is a number of points that its reasons add up to', () => {
  fc.assert(
    fc.property(fc.array(someAct, { maxLength: 80 }), (acts) => {
      const { alerts } = detect(createDetector(), batchOf(acts), scoresOf(acts.map(() => 1)))
      for (const { score, reasons, techniques } of alerts) {
        expect(score).toBeGreaterThanOrEqual(15)
        expect(score).toBeLessThanOrEqual(100)
        expect(reasons.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(score, 1)
        expect(techniques.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 150 },
  )
})

test.each(signalFactories)('$name remembers nothing outside its memory', (factory) => {
  const ofKind = someAct.filter(({ kind }) => factory.kinds.includes(kind))
  // `seen` compares a run that is restarted after each act with one that is not.
  fc.assert(
    fc.property(fc.array(ofKind, { maxLength: 60 }), (acts) => void seen(factory, acts)),
    { numRuns: 15 },
  )
})
