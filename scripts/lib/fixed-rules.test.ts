import { expect, test } from 'vitest'
import type { Act } from '../../core/event/act.ts'
import { createAct } from '../../core/event/create-act.ts'
import { createFixedRules } from './fixed-rules.ts'
import { hour, minute } from '../../core/event/time-units.ts'

const monday = Date.UTC(2026, 2, 2, 9)

/** Names of the rules that fire, per act. */
function fired(acts: Partial<Act>[]): string[][] {
  const rules = createFixedRules()
  return acts
    .map((act) => createAct({ kind: 'start', outcome: 'success', time: monday, user: 'ann', ...act }))
    .map((act) => rules.filter(({ see }) => see(act) !== undefined).map(({ name }) => name))
}
const failure = { kind: 'attempt', outcome: 'failure' } as const
const london = { country: 'GB', city: 'London', latitude: 51.5, longitude: -0.1 }
const paris = { country: 'FR', city: 'Paris', latitude: 48.9, longitude: 2.4 }

test('twenty failures in an hour, and not again within the next', () => {
  const acts = Array.from({ length: 40 }, (_, i) => ({ ...failure, time: monday + i * minute }))
  expect(fired(acts).flatMap((names, i) => (names.includes('many failures') ? i : []))).toEqual([19])
})

test('a spray is fifteen failures over five accounts from one source', () => {
  const acts = Array.from({ length: 15 }, (_, i) => ({
    ...failure,
    user: `u${i % 5}`,
    sourceIp: '203.0.113.1',
  }))
  expect(fired(acts).map((names) => names.includes('spray'))).toEqual(acts.map((_, i) => i === 14))
})

test('London to Paris, 340 km: in 20 minutes it is too fast, in an hour not', () => {
  const travel = (after: number) =>
    fired([
      { place: london, sourceIp: '203.0.113.1' },
      { place: paris, sourceIp: '203.0.113.2', time: monday + after },
    ])[1]
  expect(travel(20 * minute)).toEqual(['fast travel', 'new country'])
  expect(travel(hour)).toEqual(['new country'])
})

test('off hours, a long session, a large upload', () => {
  expect(fired([{ time: monday + 14 * hour }])).toEqual([['off hours']])
  expect(fired([{ time: monday - 24 * hour }])).toEqual([['off hours']])
  expect(fired([{ kind: 'end', duration: 13 * hour, bytesUp: 6e8 }])).toEqual([
    ['long session', 'large upload'],
  ])
  expect(fired([{ kind: 'end', duration: 11 * hour, bytesUp: 4e8 }])).toEqual([[]])
})

test('fifty ports of one host in a minute', () => {
  const flows = Array.from({ length: 50 }, (_, i) => ({
    kind: 'flow' as const,
    time: monday + i * 1000,
    destinationIp: '10.0.0.1',
    destinationPort: i,
  }))
  expect(fired(flows).at(-2)).toEqual([])
  expect(fired(flows).at(-1)).toEqual(['port scan'])
})
