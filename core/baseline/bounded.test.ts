import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Memory } from '../memory/memory.ts'
import { fingerprint } from '../event/fingerprint.ts'
import { OpenSessions } from './open-sessions.ts'
import { countRecent, countRecentWith, emptySet, touch } from './recent-set.ts'
import { StepMatrix } from './step-matrix.ts'

const few = { most: 4, window: 100 }

describe('RecentSet', () => {
  it('is exact up to its limit and saturates there', () => {
    let set = emptySet
    for (const [index, key] of [1, 2, 1, 3].entries()) set = touch(set, few, key, index)
    expect(countRecent(set, 3, 100)).toBe(3)
    expect(countRecentWith(set, 9, 3, 100)).toBe(4)
    expect(countRecentWith(set, 2, 3, 100)).toBe(3)
    for (let key = 10; key < 20; key++) set = touch(set, few, key, 4)
    expect(countRecent(set, 4, 100)).toBe(4)
    expect(emptySet).toEqual([])
  })

  it('counts by event time, and a late touch ages nothing', () => {
    let set = touch(emptySet, few, 1, 100)
    set = touch(set, few, 1, 20)
    set = touch(set, few, 2, 50)
    expect(countRecent(set, 149, 100)).toBe(2)
    expect(countRecent(set, 150, 100)).toBe(1)
    expect(countRecent(set, 110, 20)).toBe(1)
  })
})

describe('RecentSet over months', () => {
  it('agrees with a list of everything, late touches included', () => {
    const day = 86_400_000
    const touches = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: -2 * day, max: 20 * day }))
    fc.assert(
      fc.property(fc.array(touches, { minLength: 1 }), (seen) => {
        let set = emptySet
        const latest = new Map<number, number>()
        let head = Date.UTC(2026, 2, 2)
        for (const [key, ahead] of seen) {
          const time = head + ahead
          head = Math.max(head, time)
          latest.set(key, Math.max(latest.get(key) ?? 0, time))
          set = touch(set, { most: 16, window: 30 * day }, key, time)
          const expected = [...latest.values()].filter((at) => at > head - 30 * day).length
          expect(countRecent(set, head, 30 * day)).toBe(expected)
        }
      }),
      { seed: 1 },
    )
  })
})

describe('OpenSessions', () => {
  it('knows who else is there, from where, until the end or a day has passed', () => {
    const sessions = new OpenSessions()
    sessions.open(1, 0, 49, 7)
    sessions.open(2, 10, 33, 8)
    expect(sessions.others(2, 20)).toBe(1)
    expect(sessions.elsewhere(2, 20, 33)).toBe(1)
    expect(sessions.elsewhere(2, 20, 49)).toBe(0)
    expect(sessions.sourceOf(1)).toBe(7)
    sessions.close(1)
    expect(sessions.others(2, 20)).toBe(0)
    expect(sessions.others(9, 86_400_010)).toBe(0)
    for (let key = 0; key < 100; key++) sessions.open(key, 20, 49, 7)
    expect(sessions.others(-1, 20)).toBe(16)
  })
})

describe('StepMatrix', () => {
  it('gives shares that sum to one, before and after forgetting', () => {
    const steps = new StepMatrix(4, new Memory())
    for (let index = 0; index < 70_000; index++) steps.teach(1, index % 10 === 0 ? 2 : 3)
    const shares = [0, 1, 2, 3].map((to) => steps.share(1, to))
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    expect(shares[2]).toBeCloseTo(0.1, 3)
    expect(steps.share(0, 3)).toBe(0.25)
  })
})

describe('fingerprint', () => {
  it('is a safe integer, stable, and tells like from like', () => {
    expect(fingerprint('ada')).toBe(fingerprint('ada'))
    const seen = new Set<number>()
    for (let a = 0; a < 200; a++) for (let b = 0; b < 200; b++) seen.add(fingerprint(`10.0.${a}.${b}`))
    expect(seen.size).toBe(40_000)
    for (const key of seen) expect(Number.isSafeInteger(key)).toBe(true)
  })
})
