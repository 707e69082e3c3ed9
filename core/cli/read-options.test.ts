import { expect, test } from 'vitest'
import { readBudget, readMoment } from './read-options.ts'
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

test('a moment is a date and time with its zone', () => {
  expect(readMoment('2026-03-02T17:00Z')).toBe(Date.UTC(2026, 2, 2, 17))
  expect(readMoment('2026-03-02T17:00:30.5+02:00')).toBe(Date.UTC(2026, 2, 2, 15, 0, 30, 500))
  for (const text of [
    '',
    'yesterday',
    '2026-03-02',
    '2026-03-02T17:00:00',
    '2026-13-02T17:00Z',
    '1772470800000',
  ])
    expect(() => readMoment(text)).toThrow(UsageError)
})
