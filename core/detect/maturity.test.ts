import { expect, test } from 'vitest'
import { baselineFactor } from './maturity.ts'

test('a line keeps what does not rest on the baseline', () => {
  expect(baselineFactor('model', 0)).toBe(0.5)
  expect(baselineFactor('model', undefined)).toBe(0.5)
  expect(baselineFactor('exfiltration', 0.5)).toBe(0.9)
  expect(baselineFactor('exfiltration', 1)).toBe(1)
})

test('where nobody is known, and for rules without a baseline, nothing is taken', () => {
  expect(baselineFactor('exfiltration', undefined)).toBe(1)
  expect(baselineFactor('password-spray', 0)).toBe(1)
})
