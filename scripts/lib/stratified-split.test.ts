import { expect, test } from 'vitest'
import { createRng } from '../../core/models/rng.ts'
import { pick, resize, stratifiedSplit } from './stratified-split.ts'

const table = (count: number, anomalies: number) => ({
  width: 2,
  rows: Float32Array.from({ length: 2 * count }, (_, i) => Math.floor(i / 2)),
  labels: Uint8Array.from({ length: count }, (_, row) => (row < anomalies ? 1 : 0)),
})
const anomaliesIn = (labels: Uint8Array) => labels.reduce((sum, label) => sum + label, 0)

test('both classes are split in the same proportion, no row twice or lost', () => {
  const whole = table(100, 10)
  const { train, test: tested } = stratifiedSplit(whole, 0.7, createRng(1))
  expect(anomaliesIn(pick(whole, train).labels)).toBe(7)
  expect(train.length).toBe(70)
  expect([...train, ...tested].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, row) => row))
})

test('one anomaly is left for the test however few there are', () => {
  const whole = table(100, 1)
  expect(anomaliesIn(pick(whole, stratifiedSplit(whole, 0.7, createRng(1)).test).labels)).toBe(1)
})

test('large tables shrink to 10,000 in proportion, small ones grow to 1,000, others stay', () => {
  const large = resize(table(40_000, 800), createRng(1))
  expect([large.labels.length, anomaliesIn(large.labels)]).toEqual([10_000, 200])
  expect(resize(table(50, 5), createRng(1)).labels.length).toBe(1000)
  const usual = table(2000, 5)
  expect(resize(usual, createRng(1))).toBe(usual)
})

test('a row keeps its values and its label', () => {
  expect(pick(table(5, 1), Int32Array.of(3, 0))).toEqual({
    width: 2,
    rows: Float32Array.of(3, 3, 0, 0),
    labels: Uint8Array.of(0, 1),
  })
})
