import { expect, test } from 'vitest'
import { createRng } from '../models/rng.ts'
import {
  bootstrapMean,
  bootstrapMedian,
  bootstrapUnits,
  drawUnits,
  median,
  percentileInterval,
} from './bootstrap.ts'

test('a replicate draws as many units as there are', () => {
  const times = drawUnits(50, createRng(3))
  expect(times.reduce((sum, n) => sum + n, 0)).toBe(50)
  expect(times.some((n) => n === 0)).toBe(true)
})

test('the percentile interval leaves 2.5 % at each end', () => {
  const replicates = Array.from({ length: 201 }, (_, i) => 200 - i)
  expect(percentileInterval(replicates)).toEqual({ low: 5, high: 195 })
  expect(percentileInterval([Number.NaN]).low).toBeNaN()
})

test('the interval of a mean has the width that theory says', () => {
  // 100 coin flips: standard error sqrt(.25 / 100) = .05, so 1.96 of them to each side.
  const flips = Array.from({ length: 100 }, (_, i) => i % 2)
  const { value, low, high } = bootstrapMean(flips, 2000, createRng(1))
  expect(value).toBe(0.5)
  expect(0.5 - low).toBeGreaterThan(0.08)
  expect(high - 0.5).toBeLessThan(0.12)
  expect(bootstrapMean(flips, 2000, createRng(1))).toEqual({ value, low, high })
})

test('all alike has no spread, nothing has no mean', () => {
  expect(bootstrapMean([1, 1, 1], 50, createRng(1))).toEqual({ value: 1, low: 1, high: 1 })
  expect(bootstrapMean([], 50, createRng(1)).value).toBeNaN()
})

test('whole units are drawn, so a figure of alike units has no spread and one of unlike ones has', () => {
  const rate = (units: readonly number[][]) =>
    units.flat().reduce((sum, n) => sum + n, 0) / units.flat().length
  expect(
    bootstrapUnits(
      [
        [0, 1],
        [1, 0],
      ],
      rate,
      50,
      createRng(1),
    ),
  ).toEqual({ value: 0.5, low: 0.5, high: 0.5 })
  expect(
    bootstrapUnits(
      [
        [0, 0],
        [1, 1],
      ],
      rate,
      200,
      createRng(1),
    ),
  ).toEqual({ value: 0.5, low: 0, high: 1 })
})

test('the median is the lower middle one; its interval stays among the values', () => {
  expect([median([]), median([3]), median([9, 1]), median([9, 1, 5])]).toEqual([null, 3, 1, 5])
  const estimate = bootstrapMedian([1, 2, 3, 4, 100], 500, createRng(1))
  expect(estimate?.value).toBe(3)
  // Three of five draws beyond the fourth value: 5.8 % of all replicates, so the largest is within the interval.
  expect([estimate?.low, estimate?.high]).toEqual([1, 100])
  expect(bootstrapMedian([], 10, createRng(1))).toBeNull()
})
