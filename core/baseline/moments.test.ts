import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentSize, robustZ, teachMoment } from './moments.ts'

function taught(values: number[], slowest = 0): Float32Array {
  const store = new Float32Array(momentSize)
  for (const value of values) teachMoment(store, 0, value, slowest)
  return store
}

describe('moments', () => {
  it('are the mean and variance of what was seen, while nothing is clipped', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 5 }), (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
        const store = taught(values)
        expect(store[1]).toBeCloseTo(mean, 3)
        expect(store[2]).toBeCloseTo(variance, 3)
      }),
      { seed: 1 },
    )
  })

  it('are moved by an outlier no further than three scales allow', () => {
    const store = taught([...Array<number>(20).fill(5), 1000], 1 / 50)
    expect(store[1]).toBeCloseTo(5 + (3 * 0.5) / 21, 4)
  })

  it('measure against the organisation first, against the person from twenty on', () => {
    const all = taught(Array<number>(50).fill(10))
    expect(robustZ(undefined, taught([]), 0, 3)).toBeNaN()
    expect(robustZ(undefined, all, 0, 11)).toBeCloseTo(2, 5)
    // ten of her own at 4 outweigh what is left of the prior (2.5): mean (40 + 25) / 12.5 = 5.2
    expect(robustZ(taught(Array<number>(10).fill(4)), all, 0, 5.2)).toBeCloseTo(0, 5)
    expect(robustZ(taught(Array<number>(20).fill(4)), all, 0, 5)).toBeCloseTo(2, 5)
  })
})
