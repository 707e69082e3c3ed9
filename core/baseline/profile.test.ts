import { describe, expect, it } from 'vitest'
import { halfLifeMs, Profile } from './profile.ts'
import { personSlots, shapeOf } from './shape.ts'

const start = Date.UTC(2026, 2, 2, 9)
const shape = shapeOf(personSlots, 2, 4)

function profileAt(time: number): Profile {
  const profile = new Profile(shape)
  profile.advance(time)
  return profile
}

describe('Profile', () => {
  it('halves what it knows every 30 days', () => {
    const profile = profileAt(start)
    profile.teach('country', 1)
    profile.advance(start + halfLifeMs)
    expect(profile.weight('country', 1)).toBeCloseTo(0.5, 6)
    profile.teach('country', 2)
    expect(profile.total('country')).toBeCloseTo(1.5, 6)
  })

  it('keeps counting after the weights were scaled down, and after a wrong clock', () => {
    const profile = profileAt(start)
    profile.teach('country', 1)
    profile.advance(start + 32 * halfLifeMs)
    expect(profile.weight('country', 1)).toBeCloseTo(2 ** -32, 12)
    profile.advance(start + 1e12)
    profile.advance(start)
    profile.teach('country', 2)
    expect(profile.weight('country', 2)).toBe(1)
  })

  it('grades novelty by the evidence against a value', () => {
    const profile = profileAt(start)
    expect(profile.novelty('device', 7)).toBeCloseTo(Math.LN2, 6)
    for (let index = 0; index < 9; index++) profile.teach('device', 7)
    expect(profile.novelty('device', 7)).toBeCloseTo(Math.log(10 / 9.5), 6)
    expect(profile.novelty('device', 8)).toBeCloseTo(Math.log(10 / 0.5), 6)
  })

  it('gives the slot of the lightest value to a new one, and counts it', () => {
    const profile = profileAt(start)
    for (let key = 0; key < personSlots.os; key++) {
      profile.teach('os', key)
      if (key !== 2) profile.teach('os', key)
    }
    profile.teach('os', 99)
    expect(profile.evicted).toBe(1)
    expect(profile.weight('os', 2)).toBe(0)
    expect(profile.weight('os', 99)).toBe(2) // inherits what it displaced: an upper bound
    expect(profile.weight('os', 0)).toBe(2)
  })

  it('spreads an active hour over its neighbours and keeps the week apart', () => {
    const profile = profileAt(start)
    expect(profile.beginsHour(start)).toBe(true)
    profile.teachHour(start)
    expect(profile.beginsHour(start + 60_000)).toBe(false)
    const share = (hours: number): number => profile.hourShare(start + hours * 3_600_000, 0)
    expect([0, 1, -1, 24, -24, 2, 168].map(share).map((value) => Math.round(value * 90) / 10)).toEqual([
      0.4, 0.2, 0.2, 0.1, 0.1, 0, 0.4,
    ])
  })

  it('leans on the prior until it knows the steps itself', () => {
    const profile = profileAt(start)
    expect(profile.stepShare(1, 2, 0.3)).toBeCloseTo(0.3, 6)
    for (let index = 0; index < 9; index++) profile.teachStep(1, 2)
    expect(profile.stepShare(1, 2, 0.3)).toBeCloseTo(9.9 / 12, 6)
    expect(profile.stepShare(1, 3, 0.3)).toBeCloseTo(0.9 / 12, 6)
  })

  it('takes 3.4 KB of arrays for 70 features and 59 tokens', () => {
    const { keys, decayed, plain } = new Profile(shapeOf(personSlots, 70, 59))
    expect(keys.byteLength + decayed.byteLength + plain.byteLength).toBeLessThan(3500)
  })
})
