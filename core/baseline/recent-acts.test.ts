import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapsLength, touchGaps } from './recent-gaps.ts'
import type { Return } from './recent-gaps.ts'
import { RecentReasons } from './recent-reasons.ts'
import { RecentOfEntity } from './recent.ts'

const second = 1000
const begin = Date.UTC(2026, 2, 2)

function back(store: Float32Array, key: number, time: number): Return {
  const found: Return = { gap: 0.5, count: 0.5, regularity: 0.5 }
  touchGaps(store, key, time, found)
  return found
}

describe('gaps between connections', () => {
  it('tell a clockwork among other traffic, and a late record has none', () => {
    const store = new Float32Array(gapsLength)
    for (let beat = 0; beat < 30; beat++) {
      const { regularity } = back(store, 1, begin + beat * 60 * second)
      if (beat >= 3) expect(regularity).toBeCloseTo(1, 6)
      for (let other = 0; other < 5; other++)
        back(store, 100 + other + 5 * beat, begin + beat * 60 * second + other)
    }
    expect(back(store, 1, begin + 1750 * second).gap).toBeCloseTo(Math.log(11), 6)
    const late = back(store, 1, begin + 1700 * second)
    expect(late.gap).toBeNaN()
    expect(late.count).toBe(30)
  })

  it('tell irregularity and are forgotten after a day', () => {
    const store = new Float32Array(gapsLength)
    const last = [0, 1, 100, 130, 4000].map((at) => back(store, 1, begin + at * second)).at(-1)
    expect(last?.regularity).toBeLessThan(0.3)
    const { count, regularity } = back(store, 1, begin + 100_000 * second)
    expect(count).toBe(0)
    expect(regularity).toBeNaN()
  })

  it('stay within 0 and 1 whatever the times', () => {
    const times = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 8.64e15, noNaN: true }))
    fc.assert(
      fc.property(fc.array(times), (touches) => {
        const store = new Float32Array(gapsLength)
        for (const [key, time] of touches) {
          const { regularity, gap } = back(store, key, time)
          expect(Number.isNaN(regularity) || (regularity >= 0 && regularity <= 1)).toBe(true)
          expect(gap >= 0 || Number.isNaN(gap)).toBe(true)
        }
      }),
      { seed: 1 },
    )
  })
})

describe('RecentOfEntity', () => {
  it('lets failures go once nobody can ask for them, and not before', () => {
    const recent = new RecentOfEntity()
    const nothing = recent.failures
    recent.noteFailures(begin)
    recent.noteReason(1, begin)
    recent.noteFailures(begin - 3600 * second)
    recent.forget(begin + 86_400 * second)
    expect(recent.failures).not.toBe(nothing)
    recent.forget(begin + 88_000 * second)
    expect(recent.failures).toBe(nothing)
    expect(recent.reasons).toBeUndefined()
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
