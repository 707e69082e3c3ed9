import { expect, test } from 'vitest'
import { dailyBudget } from './daily-budget.ts'
import { hour } from '../event/time-units.ts'

const at = (time: number, score: number, attack = -1) => ({ time: time * hour, score, attack })

test('each day shows its own highest; an attack is caught when one of its candidates is shown', () => {
  const candidates = [at(1, 9), at(2, 8, 0), at(3, 7, 1), at(25, 2, 1), at(26, 1), at(27, 3)]
  expect(dailyBudget(candidates, 1)).toEqual({
    caught: new Map(),
    days: [
      { shown: 1, right: 0 },
      { shown: 1, right: 0 },
    ],
  })
  expect(dailyBudget(candidates, 2)).toEqual({
    caught: new Map([
      [0, 2 * hour],
      [1, 25 * hour],
    ]),
    days: [
      { shown: 2, right: 1 },
      { shown: 2, right: 1 },
    ],
  })
})

test('of equal scores the earlier is shown, and a day may hold less than the budget', () => {
  expect(dailyBudget([at(2, 5, 0), at(1, 5)], 1).caught.size).toBe(0)
  expect(dailyBudget([at(2, 5, 0), at(1, 5)], 20).days).toEqual([{ shown: 2, right: 1 }])
})
