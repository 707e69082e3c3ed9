import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentScores } from './recent-scores.ts'
import { day } from '../event/time-units.ts'
import { createRng } from '../models/rng.ts'

test('the p-value by hand: 250 of the calibration set, three seen, one of them as high', () => {
  const scores = new RecentScores()
  for (const score of [1, 2, 3]) scores.see(0, score, 0.5)
  // (1 + 1 + 250 x .01) / (1 + 3 + 250)
  expect(scores.see(0, 3, 0.01)).toBeCloseTo(4.5 / 254, 12)
  // Higher than all: (1 + 250 x .002) / (1 + 4 + 250)
  expect(scores.see(0, 3.5, 0.002)).toBeCloseTo(1.5 / 255, 12)
})

test('a share of p-values below a level is that level, whatever the models say', () => {
  const scores = new RecentScores()
  const random = createRng(3)
  let below = 0
  for (let i = 0; i < 30_000; i++)
    if (scores.see(i * 1000, 4 * random(), 1e-4) <= 0.01 && i >= 10_000) below += 1
  expect(below / 20_000).toBeGreaterThan(0.0085)
  expect(below / 20_000).toBeLessThan(0.0115)
})

test('what was seen long ago counts less', () => {
  const scores = new RecentScores()
  for (let i = 0; i < 1000; i++) scores.see(0, 5, 1)
  for (let i = 0; i < 1000; i++) scores.see(84 * day, 1, 1)
  // Three times the memory: e^-3 of each old one.
  const p = scores.see(84 * day, 4, 0)
  const old = 1000 * Math.exp(-3)
  expect(p).toBeCloseTo((1 + old) / (1 + 1000 + old + 250 * Math.exp(-3)), 6)
})

test('years of event time, and scores off the scale, leave numbers that can be used', () => {
  const scores = new RecentScores()
  for (let i = 0; i < 60; i++) {
    const p = scores.see(i * 30 * day, i % 2 === 0 ? 1e9 : -1e9, 0.5)
    expect(p).toBeGreaterThan(0)
    expect(p).toBeLessThanOrEqual(1)
  }
})

test('a score that is not a number is the rarest of nothing', () => {
  expect(new RecentScores().see(0, Number.NaN, 1)).toBe(1)
})

test('whatever times and scores a log makes up, p stays a share', () => {
  const act = fc.record({
    time: fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    score: fc.double(),
    p: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const scores = new RecentScores()
      for (const { time, score, p } of acts) {
        const own = scores.see(time, score, p)
        expect(own).toBeGreaterThanOrEqual(0)
        expect(own).toBeLessThanOrEqual(1)
      }
    }),
  )
})
