import { expect, test } from 'vitest'
import { readBudget } from './read-options.ts'
import { UsageError } from './usage-error.ts'

test('an alert budget is a number of alerts a day, from 1 to 1000', () => {
  expect([undefined, '1', '2.5', '1000'].map((text) => readBudget(text))).toEqual([
    {},
    { alertBudgetPerDay: 1 },
    { alertBudgetPerDay: 2.5 },
    { alertBudgetPerDay: 1000 },
  ])
  for (const text of ['', ' ', '0', '-1', 'ten', 'NaN', '1e9'])
    expect(() => readBudget(text)).toThrow(UsageError)
})
