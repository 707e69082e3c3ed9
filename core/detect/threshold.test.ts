import { describe, expect, it } from 'vitest'
import { AdaptiveThreshold } from './threshold.ts'
import { day, hour } from '../event/time-units.ts'
import { createRng } from '../models/rng.ts'

const monday = Date.UTC(2026, 2, 2)

interface Run {
  perDay: number
  days: number
  budget: number
  /** A p-value made of a uniform number. */
  p: (u: number, day: number) => number
  /** The first days that don't count. */
  skip: number
}

/** Outliers a day of evenly spread acts whose scores are -log(u), strange where u is small. */
function rateOf({ perDay, days, budget, p, skip }: Run): number {
  const threshold = new AdaptiveThreshold(budget)
  const random = createRng(7)
  let outliers = 0
  for (let i = 0; i < perDay * days; i++) {
    const today = Math.floor(i / perDay)
    const u = random()
    const isOutlier = threshold.isOutlier('flow', monday + (i * day) / perDay, p(u, today), -Math.log(u))
    if (isOutlier && today >= skip) outliers += 1
  }
  return outliers / (days - skip)
}

function expectAbout(rate: number, budget: number): void {
  expect(rate).toBeGreaterThan(0.85 * budget)
  expect(rate).toBeLessThan(1.15 * budget)
}

describe('AdaptiveThreshold', () => {
  it('holds the budget when p-values are right', () => {
    for (const budget of [3, 10, 30])
      expectAbout(rateOf({ perDay: 3000, days: 30, budget, p: (u) => u, skip: 7 }), budget)
  })
  it('holds a budget of less than one a day', () => {
    expectAbout(rateOf({ perDay: 500, days: 220, budget: 0.2, p: (u) => u, skip: 20 }), 0.2)
  })
  it('holds it when the p-values of the models are ten times too small, or too large', () => {
    const run = { perDay: 1000, days: 40, budget: 10, skip: 7 }
    expectAbout(rateOf({ ...run, p: (u) => u / 10 }), 10)
    expectAbout(rateOf({ ...run, p: (u) => Math.min(1, 10 * u) }), 10)
  })
  it('holds it beyond the resolution of the models', () => {
    const p = (u: number): number => Math.max(u, 0.01)
    expectAbout(rateOf({ perDay: 20_000, days: 20, budget: 10, p, skip: 5 }), 10)
  })
  it('comes back to it after scores have risen for good', () => {
    const threshold = new AdaptiveThreshold(10)
    const random = createRng(5)
    let outliers = 0
    for (let i = 0; i < 60_000; i++) {
      const today = Math.floor(i / 1000)
      const score = -Math.log(random()) + (today < 20 ? 0 : 1)
      if (threshold.isOutlier('flow', monday + (i * day) / 1000, 0.5, score) && today >= 30) outliers += 1
    }
    expectAbout(outliers / 30, 10)
  })
  it('calls at most one act in ten an outlier', () => {
    const rate = rateOf({ perDay: 40, days: 60, budget: 10, p: (u) => u, skip: 20 })
    expect(rate).toBeGreaterThan(3)
    expect(rate).toBeLessThan(5)
  })
  it('gives what a rare kind cannot use to the others', () => {
    const threshold = new AdaptiveThreshold(10)
    const random = createRng(9)
    const outliers = { attempt: 0, flow: 0 }
    for (let i = 0; i < 40 * 500; i++) {
      const kind = i % 100 === 0 ? 'attempt' : 'flow'
      const u = random()
      const isOutlier = threshold.isOutlier(kind, monday + (i * day) / 500, u, -Math.log(u))
      if (isOutlier && i >= 10 * 500) outliers[kind] += 1
    }
    expectAbout((outliers.attempt + outliers.flow) / 30, 10)
    expect(outliers.attempt).toBeGreaterThan(5)
    expect(outliers.attempt).toBeLessThan(35)
  })
  it('watches a quiet hour more closely than a busy one', () => {
    const threshold = new AdaptiveThreshold(10)
    for (let d = 0; d < 28; d++)
      for (let h = 0; h < 24; h++)
        for (let i = 0; i < (h === 12 ? 2000 : 50); i++)
          threshold.isOutlier('flow', monday + d * day + h * hour + i, 0.5, 1)
    const at = (h: number): number => threshold.level('flow', monday + 28 * day + h * hour) ?? 0
    // Loads of 2000 and 50: the square root of their ratio is 6.3, less what is shrunk towards the mean hour.
    expect(at(3) / at(12)).toBeGreaterThan(4)
    expect(at(3) / at(12)).toBeLessThan(7)
  })
  it('knows the hours of a Sunday from those of a working day', () => {
    const threshold = new AdaptiveThreshold(10)
    for (let d = 0; d < 28; d++)
      for (let h = 0; h < 24; h++)
        for (let i = 0; i < (d % 7 === 6 ? 50 : 800); i++)
          threshold.isOutlier('flow', monday + d * day + h * hour + i, 0.5, 1)
    const at = (d: number): number => threshold.level('flow', monday + d * day + 12 * hour) ?? 0
    // Four weeks' own mean and one of the mean hour's, 693 acts: (4 x 800 + 693) / (4 x 50 + 693), of which the square root.
    expect(at(28 + 6) / at(28)).toBeCloseTo(2.088, 1)
    expect(at(28 + 1) / at(28)).toBeCloseTo(1, 6)
  })
  it('is stricter after a flood of outliers, for some days', () => {
    const threshold = new AdaptiveThreshold(10)
    const random = createRng(2)
    const quiet = (from: number, days: number): void => {
      for (let i = 0; i < days * 1000; i++)
        threshold.isOutlier('flow', from + (i * day) / 1000, 0.5, random())
    }
    quiet(monday, 10)
    const before = threshold.level('flow', monday + 10 * day) ?? 0
    for (let i = 0; i < 40; i++) threshold.isOutlier('flow', monday + 10 * day + i, 1e-4, 5 + i)
    const after = threshold.level('flow', monday + 10 * day) ?? 0
    expect(after).toBeLessThan(0.3 * before)
    quiet(monday + 10 * day, 4)
    expect(threshold.level('flow', monday + 14 * day)).toBeGreaterThan(0.5 * before)
  })
  it('does not make up for a silence of weeks', () => {
    const threshold = new AdaptiveThreshold(10)
    const random = createRng(4)
    const count = (from: number): number => {
      let outliers = 0
      for (let i = 0; i < 14_000; i++) {
        const u = random()
        if (threshold.isOutlier('flow', from + (i * day) / 1000, u, -Math.log(u))) outliers += 1
      }
      return outliers
    }
    count(monday)
    expect(count(monday + 60 * day)).toBeLessThan(14 * 10 + 15)
  })
  it('says no where there is no budget, no time or no score', () => {
    expect(new AdaptiveThreshold(0).isOutlier('flow', monday, 0, 8)).toBe(false)
    const threshold = new AdaptiveThreshold(10)
    expect(threshold.isOutlier('flow', Number.NaN, 0, 8)).toBe(false)
    expect(threshold.isOutlier('flow', monday, 1, Number.NaN)).toBe(false)
    expect(threshold.level('start', monday)).toBeUndefined()
  })
})
