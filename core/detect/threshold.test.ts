import { describe, expect, it } from 'vitest'
import { uniform } from './detect.fixture.ts'
import { AdaptiveThreshold } from './threshold.ts'

const day = 86_400_000
const monday = Date.UTC(2026, 2, 2)

/** Alerts a day over the last days of a run of evenly spread acts. */
function run(options: {
  perDay: number
  days: number
  budget: number
  p: (u: number, day: number) => number
  count: number
}): number {
  const threshold = new AdaptiveThreshold(options.budget)
  const random = uniform(7)
  let alerts = 0
  for (let i = 0; i < options.perDay * options.days; i++) {
    const time = monday + (i * day) / options.perDay
    const today = Math.floor(i / options.perDay)
    const p = options.p(random(), today)
    const isOutlier = threshold.isOutlier('flow', time, p, -Math.log(p), false)
    if (isOutlier && today >= options.days - options.count) alerts += 1
  }
  return alerts / options.count
}

describe('AdaptiveThreshold', () => {
  it('holds the budget when p-values are uniform', () => {
    const rate = run({ perDay: 5000, days: 60, budget: 10, p: (u) => u, count: 50 })
    expect(rate).toBeGreaterThan(8)
    expect(rate).toBeLessThan(12)
  })
  it('comes back to the budget after p-values have become four times too small', () => {
    const rate = run({
      perDay: 5000,
      days: 80,
      budget: 10,
      p: (u, today) => (today < 20 ? u : u / 4),
      count: 50,
    })
    expect(rate).toBeGreaterThan(8)
    expect(rate).toBeLessThan(13)
  })
  it('holds the budget beyond the resolution of the p-values', () => {
    const rate = run({ perDay: 20_000, days: 40, budget: 10, p: (u) => u, count: 30 })
    const threshold = new AdaptiveThreshold(10)
    const random = uniform(3)
    let alerts = 0
    for (let i = 0; i < 800_000; i++) {
      const u = random()
      if (threshold.isOutlier('flow', monday + (i * day) / 20_000, Math.max(u, 0.002), -Math.log(u), false))
        alerts += 1
    }
    expect(rate).toBeLessThan(13)
    expect(alerts / 40).toBeGreaterThan(5)
    expect(alerts / 40).toBeLessThan(15)
  })
  it('never calls a p-value above 0.01 an outlier, however quiet it has been', () => {
    expect(run({ perDay: 40, days: 60, budget: 10, p: (u) => 0.011 + u * 0.9, count: 60 })).toBe(0)
  })
  it('watches a quiet hour more closely than a busy one', () => {
    const threshold = new AdaptiveThreshold(10)
    for (let d = 0; d < 28; d++)
      for (let h = 0; h < 24; h++)
        for (let i = 0; i < (h === 12 ? 2000 : 50); i++)
          threshold.isOutlier('flow', monday + d * day + h * 3_600_000 + i, 0.5, 1, false)
    const at = (h: number): number => threshold.level('flow', monday + 28 * day + h * 3_600_000) ?? 0
    expect(at(3)).toBeGreaterThan(2 * at(12))
  })
  it('leaves the budget alone for acts a signal reports', () => {
    const after = (p: number, exempt: boolean): number => {
      const threshold = new AdaptiveThreshold(10)
      for (let i = 0; i < 5000; i++) threshold.isOutlier('flow', monday + i * 10_000, 0.5, 1, false)
      for (let i = 0; i < 10; i++) threshold.isOutlier('flow', monday + 5e7 + i, p, 9, exempt)
      return threshold.level('flow', monday + 5e7) ?? 0
    }
    expect(after(1e-6, true)).toBeCloseTo(after(0.5, false), 5)
    expect(after(1e-6, false)).toBeLessThan(0.8 * after(0.5, false))
  })
})
