import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mergeSketch,
  scaleSketch,
  sketchQuantile,
  sketchSize,
  sketchWeight,
  teachSketch,
} from './quantile-sketch.ts'

const levels = [0.1, 0.25, 0.5, 0.75, 0.9]

function taught(values: readonly number[], weight = 1): Uint16Array {
  const store = new Uint16Array(sketchSize)
  for (const value of values) teachSketch(store, 0, value, weight)
  return store
}

/** The exact quantile; levels beyond 0 and 1 are the extremes. */
function exact(sorted: readonly number[], level: number): number {
  const position = Math.min(1, Math.max(0, level)) * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN]
  return below + (above - below) * (position % 1)
}

/** Expects every quantile between the exact ones `ranks` to either side, but for a twentieth of the range. */
function expectNear(store: Uint16Array, values: readonly number[], ranks: number): void {
  const sorted = values.toSorted((a, b) => a - b)
  const slack = 0.001 + ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 20
  for (const level of levels) {
    const found = sketchQuantile(store, 0, level)
    expect(found).toBeGreaterThanOrEqual(exact(sorted, level - ranks) - slack)
    expect(found).toBeLessThanOrEqual(exact(sorted, level + ranks) + slack)
  }
}

/** Draws from a continuous distribution: between atoms that lie far apart, eight bins can only interpolate. */
const samples = fc
  .record({
    seed: fc.integer({ min: 1, max: 2 ** 31 }),
    size: fc.integer({ min: 60, max: 1500 }),
    scale: fc.constantFrom(0.3, 1, 4),
    shape: fc.constantFrom('uniform', 'bell', 'skewed', 'two modes'),
  })
  .map(({ seed, size, scale, shape }) => {
    let state = seed
    const draw = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
    const draws = {
      uniform: draw,
      bell: () => draw() + draw() + draw(),
      skewed: () => -Math.log(1 - draw()),
      'two modes': () => (draw() < 0.5 ? draw() : 2 + draw()),
    }
    return Array.from({ length: size }, () => 10 + scale * draws[shape]())
  })

describe('quantile sketch', () => {
  it('is exact to the step for a single value and knows nothing while empty', () => {
    expect(sketchQuantile(taught([]), 0, 0.5)).toBeNaN()
    for (const level of levels) expect(sketchQuantile(taught([14.2]), 0, level)).toBeCloseTo(14.2, 3)
    expect(sketchWeight(taught([1, 2, 2]), 0)).toBe(3)
  })

  it('finds the quantiles of what it was taught within a tenth of the ranks', () => {
    fc.assert(
      fc.property(samples, (values) => {
        expectNear(taught(values), values, 0.1)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('never crosses quantiles, leaves the range of the values, or fails, whatever it is taught', () => {
    const value = fc.oneof(fc.double({ min: -31, max: 31, noNaN: true }), fc.constantFrom(0, 1, 31))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, fc.double({ min: 1, max: 2, noNaN: true })), { minLength: 1 }),
        (values) => {
          const store = new Uint16Array(sketchSize)
          for (const [x, weight] of values) teachSketch(store, 0, x, weight)
          const found = levels.map((level) => sketchQuantile(store, 0, level))
          expect(found.toSorted((a, b) => a - b)).toEqual(found)
          expect(found[0]).toBeGreaterThanOrEqual(Math.min(...values.map(([x]) => x)) - 0.001)
          expect(found[4]).toBeLessThanOrEqual(Math.max(...values.map(([x]) => x)) + 0.001)
        },
      ),
      { seed: 1, numRuns: 300 },
    )
  })

  it('is moved by an outlier no further than the fences allow', () => {
    const usual = Array.from({ length: 40 }, (_, index) => 10 + (index % 10) / 10)
    const before = taught(usual)
    const after = taught([...usual, 31])
    const moved = levels.map((level) => sketchQuantile(after, 0, level) - sketchQuantile(before, 0, level))
    expect(Math.max(...moved.map(Math.abs))).toBeLessThan(0.25)
    expect(moved[2]).toBeLessThan(0.05)
  })

  it('follows a norm that has moved', () => {
    const store = taught([...Array<number>(50).fill(5), ...Array<number>(400).fill(12)])
    expect(sketchQuantile(store, 0, 0.5)).toBeCloseTo(12, 1)
  })

  it('merges into what one sketch of everything would say', () => {
    fc.assert(
      fc.property(samples, samples, (some, others) => {
        const merged = taught(some)
        mergeSketch(merged, 0, taught(others), 0, 1)
        expect(sketchWeight(merged, 0)).toBeCloseTo(some.length + others.length, 0)
        expectNear(merged, [...some, ...others], 0.15)
      }),
      { seed: 1, numRuns: 100 },
    )
  })

  it('halves, keeps its shares, and forgets in the end', () => {
    const store = taught([1, 1, 2, 3, 3, 3])
    const medians = [sketchQuantile(store, 0, 0.5)]
    scaleSketch(store, 0, 0.5)
    expect(sketchWeight(store, 0)).toBe(3)
    medians.push(sketchQuantile(store, 0, 0.5))
    expect(medians[1]).toBe(medians[0])
    for (let time = 0; time < 20; time++) scaleSketch(store, 0, 0.5)
    expect(sketchWeight(store, 0)).toBe(0)
  })

  it('keeps its shares where a bin is full', () => {
    const store = taught(Array.from({ length: 15_000 }, (_, index) => (index % 3 === 2 ? 9 : 4)))
    expect(sketchQuantile(store, 0, 0.3)).toBeCloseTo(4, 2)
    expect(sketchQuantile(store, 0, 0.9)).toBeCloseTo(9, 2)
  })
})
