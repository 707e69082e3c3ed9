import { expect, it } from 'vitest'
import type { Act } from '../../event/act.ts'
import { batchOf, createDetector, detect, scoresOf } from '../detect.fixture.ts'
import { home, login, logout, monday, times } from './signals.fixture.ts'
import { ToldAmounts } from './told-amounts.ts'
import { day, gigabyte, hour, megabyte } from './units.ts'

const week = 7 * day
/** Sessions on thirty days, small ones but for what `uploads` says of a day. */
function working(days: number, uploads: (day: number) => number | undefined): Act[] {
  return times(days, monday - 30 * day, day).flatMap((time, n) => [
    login(time, 'alice'),
    logout(time + 8 * hour, 'alice', home, {
      bytesUp: uploads(n) ?? (15 + (n % 7)) * megabyte,
      bytesDown: 90 * megabyte,
      duration: 8 * hour,
    }),
  ])
}

/** Scores of the alerts on uploads, in order. */
function told(acts: Act[]): number[] {
  const { alerts } = detect(createDetector(), batchOf(acts), scoresOf(acts.map(() => 1)))
  return alerts.filter(({ signals }) => signals.includes('exfiltration')).map(({ score }) => score)
}

it('what comes every week is told three times, less sure each time, and what is twice as much again', () => {
  const weekly = (n: number) => (n >= 30 && n % 7 === 4 ? 3 * gigabyte : undefined)
  const scores = told(working(140, weekly))
  expect(scores).toHaveLength(3)
  expect(scores).toEqual(scores.toSorted((a, b) => b - a))
  expect(scores[0]).toBeGreaterThan(40)
  expect(told(working(141, (n) => (n === 140 ? 6.5 * gigabyte : weekly(n))))).toHaveLength(4)
})

it('nobody raises the level in silence, however slowly', () => {
  const amounts = new ToldAmounts()
  for (const n of [0, 1, 2]) amounts.tell(n * week, gigabyte, 0.5)
  expect(amounts.factor(3 * week, 2 * gigabyte)).toBe(0)
  expect(amounts.factor(3 * week, 2.1 * gigabyte)).toBe(1)
  const hardly = new ToldAmounts()
  for (const n of [0, 1, 2]) hardly.tell(n * week, gigabyte, 0.1)
  expect(hardly.factor(3 * week, gigabyte)).toBe(1)
  // Silent amounts are not told, so they carry nobody further.
  expect(amounts.factor(9 * week, 4 * gigabyte)).toBe(1)
})

it('what is done again within days is no habit', () => {
  const amounts = new ToldAmounts()
  for (const n of [0, 1, 2, 3, 4]) {
    expect(amounts.factor(n * day, gigabyte)).toBe(1)
    expect(amounts.streak(n * day)).toBe(n)
    amounts.tell(n * day, gigabyte, 0.5)
  }
})
