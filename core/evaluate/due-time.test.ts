import { expect, test } from 'vitest'
import { entryDue, guessingDue } from './due-time.ts'
import type { TimedAct } from './due-time.ts'
import { minute } from '../event/time-units.ts'

const tries = (count: number, of: (i: number) => Partial<TimedAct>): TimedAct[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'attempt',
    time: i * minute,
    user: `user${i % 5}`,
    sourceIp: '45.1.1.1',
    ...of(i),
  }))

test('one source is due at its 15th try of 5 accounts within an hour', () => {
  expect(guessingDue(tries(20, () => ({})))).toBe(14 * minute)
  expect(guessingDue(tries(20, (i) => ({ user: `user${i % 4}` })))).toBeNull()
  expect(guessingDue(tries(60, (i) => ({ time: i * 5 * minute })))).toBeNull()
})

test('many sources are due at 25 tries of 8 accounts from 5 of them', () => {
  const spread = (sources: number, users: number) =>
    tries(40, (i) => ({ sourceIp: `45.1.1.${i % sources}`, user: `user${i % users}` }))
  expect(guessingDue(spread(9, 8))).toBe(24 * minute)
  expect(guessingDue(spread(9, 4))).toBeNull()
})

test('the order of the acts does not matter, sessions are no tries', () => {
  expect(guessingDue(tries(20, () => ({})).toReversed())).toBe(14 * minute)
  expect(guessingDue(tries(20, () => ({ kind: 'start' })))).toBeNull()
})

test('an entry is due when the first session begins', () => {
  expect(entryDue(tries(4, (i) => ({ kind: i > 1 ? 'start' : 'attempt' })))).toBe(2 * minute)
  expect(entryDue(tries(4, () => ({})))).toBeNull()
})
