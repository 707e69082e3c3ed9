import { expect, test } from 'vitest'
import { readAlertBudget } from './read-options.ts'
import { UsageError } from './usage-error.ts'

test('an alert budget is a number of alerts a day', () => {
  expect([undefined, '0', '0.5', '20'].map(readAlertBudget)).toEqual([undefined, 0, 0.5, 20])
  for (const text of ['', ' ', '-1', 'ten', 'NaN', '1e9'])
    expect(() => readAlertBudget(text)).toThrow(UsageError)
})
