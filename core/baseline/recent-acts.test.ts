import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecentGaps } from './recent-gaps.ts'
import { RecentReasons } from './recent-reasons.ts'

const second = 1000
const begin = Date.UTC(2026, 2, 2)

describe('RecentGaps', () => {
  it('knows a clockwork among other traffic, and a late record has no gap', () => {
    const gaps = new RecentGaps()
    for (let beat = 0; beat < 30; beat++) {
      gaps.touch(1, begin + beat * 60 * second)
      if (beat >= 3) expect(gaps.regularity).toBeCloseTo(1, 6)
      for (let other = 0; other < 5; other++)
        gaps.touch(100 + other + 5 * beat, begin + beat * 60 * second + other)
    }
    gaps.touch(1, begin + 1750 * second)
    expect(gaps.gap).toBeCloseTo(Math.log(11), 6)
    gaps.touch(1, begin + 1700 * second)
    expect(gaps.gap).toBeNaN()
    expect(gaps.count).toBe(30)
  })

  it('tells irregular gaps and forgets after a day', () => {
    const gaps = new RecentGaps()
    for (const at of [0, 1, 100, 130, 4000]) gaps.touch(1, begin + at * second)
    expect(gaps.regularity).toBeLessThan(0.3)
    gaps.touch(1, begin + 100_000 * second)
    expect(gaps.count).toBe(0)
    expect(gaps.regularity).toBeNaN()
  })

  it('stays within 0 and 1 whatever the times', () => {
    const touch = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 8.64e15, noNaN: true }))
    fc.assert(
      fc.property(fc.array(touch), (touches) => {
        const gaps = new RecentGaps()
        for (const [key, time] of touches) {
          gaps.touch(key, time)
          const { regularity, gap } = gaps
          expect(Number.isNaN(regularity) || (regularity >= 0 && regularity <= 1)).toBe(true)
          expect(gap >= 0 || Number.isNaN(gap)).toBe(true)
        }
      }),
      { seed: 1 },
    )
  })
})

describe('RecentReasons', () => {
  it('gives the entropy within the window, of the last sixteen', () => {
    const reasons = new RecentReasons()
    expect(reasons.entropy(0, 1000)).toBeNaN()
    for (const [key, time] of [
      [1, 100],
      [2, 200],
      [1, 50],
      [2, 250],
    ] as const)
      reasons.add(key, time)
    expect(reasons.entropy(250, 1000)).toBeCloseTo(Math.LN2, 6)
    expect(reasons.entropy(250, 60)).toBe(0)
    for (let count = 0; count < 40; count++) reasons.add(9, 300 + count)
    expect(reasons.entropy(340, 1000)).toBe(0)
    reasons.add(7, 10)
    expect(reasons.entropy(340, 1000)).toBe(0)
  })
})
