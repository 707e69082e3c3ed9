import { expect, test } from 'vitest'
import { fitBaselines } from './sequence-baselines.ts'

const { newEvent, countVector } = fitBaselines([Int32Array.of(1, 2, 2), Int32Array.of(3)], 5)

test('the share of events of a kind that was never seen', () => {
  expect(newEvent(Int32Array.of(1, 4, 4, 2))).toBe(0.5)
  expect(newEvent(Int32Array.of(3, 2, 1))).toBe(0)
})

test('the distance to the nearest counts, whatever the order', () => {
  expect(countVector(Int32Array.of(2, 1, 2))).toBe(0)
  // Against 1, 2, 2: one event less of five; against 3: all three differ.
  expect(countVector(Int32Array.of(1, 2))).toBeCloseTo(1 / 5, 12)
  expect(countVector(Int32Array.of(4))).toBe(1)
})
