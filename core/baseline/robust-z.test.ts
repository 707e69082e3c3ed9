import { describe, expect, it } from 'vitest'
import { halfLifeMs, Profile } from './profile.ts'
import { robustZ } from './robust-z.ts'
import { moments, personSlots, shapeOf } from './shape.ts'

const shape = shapeOf(personSlots, [], false)

function profileOf(values: number[]): Profile {
  const profile = new Profile(shape)
  profile.advance(0)
  for (const value of values) profile.teachMoment(moments.upSession, value)
  return profile
}
const repeated = (count: number, value: number): Profile => profileOf(Array<number>(count).fill(value))

describe('robustZ', () => {
  it('measures against the own history alone from twenty on', () => {
    expect(robustZ(5, moments.upSession, repeated(20, 4), undefined, repeated(99, 10))).toBeCloseTo(2, 2)
    // 1..9: median 5, IQR 5 in 8 bins of about one each
    const spread = profileOf(Array.from({ length: 45 }, (_, index) => 1 + (index % 9)))
    const scale =
      (spread.quantile(moments.upSession, 0.75) - spread.quantile(moments.upSession, 0.25)) / 1.349
    expect(robustZ(12, moments.upSession, spread, undefined, profileOf([]))).toBeCloseTo(
      (12 - spread.quantile(moments.upSession, 0.5)) / scale,
      6,
    )
  })

  it('says nothing where nobody has a history', () => {
    expect(robustZ(3, moments.upSession, undefined, undefined, profileOf([]))).toBeNaN()
  })

  it('leans on the peers where they have enough, else on the organisation', () => {
    const organisation = repeated(50, 10)
    // ten of the twenty needed: half the two scales
    expect(robustZ(11, moments.upSession, undefined, undefined, organisation)).toBeCloseTo(1, 2)
    expect(robustZ(11, moments.upSession, undefined, repeated(5, 8), organisation)).toBeCloseTo(1, 2)
    expect(robustZ(11, moments.upSession, undefined, repeated(20, 8), organisation)).toBeCloseTo(3, 2)
    // ten of her own at 4 and half the prior's ten at 10: centre 6, fifteen of twenty
    expect(robustZ(7, moments.upSession, repeated(10, 4), undefined, organisation)).toBeCloseTo(2 * 0.75, 2)
  })

  it('speaks up as the evidence grows, and softly again as it fades', () => {
    const loudness = [1, 3, 8, 15, 20].map((count) =>
      robustZ(6, moments.upSession, repeated(count, 4), undefined, profileOf([])),
    )
    expect(loudness.toSorted((a, b) => a - b)).toEqual(loudness)
    expect(loudness[0]).toBeCloseTo(4 / 20, 2)
    const faded = repeated(20, 4)
    faded.advance(halfLifeMs)
    expect(robustZ(6, moments.upSession, faded, undefined, profileOf([]))).toBeCloseTo(2, 2)
  })
})
