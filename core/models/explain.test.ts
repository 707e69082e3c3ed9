import { describe, expect, test } from 'vitest'
import { Calibrator } from './calibration.ts'
import { explainRow } from './explain.ts'

const table = { count: 100, knots: Array.from({ length: 100 }, (_, i) => i / 25) }
const stratum = { detectors: { iforest: { mean: 0, deviation: 1, table } }, fused: table }
const calibrator = new Calibrator({ all: stratum, kinds: {} })
const width = 30

/** Explains a row of which each named feature is unusual (1 instead of 0) by a score of the whole row. */
function explain(unusual: readonly number[], score: (row: Float32Array) => number, fused = 6) {
  const row = new Float32Array(width)
  for (const feature of unusual) row[feature] = 1
  return explainRow(
    { row, usual: new Float32Array(width), kind: 'flow', fused },
    {
      calibrator,
      medians: new Float32Array(width),
      scoreStatic: (rows) => {
        const iforest = Float32Array.from({ length: rows.length / width }, (_, i) =>
          score(rows.subarray(i * width, (i + 1) * width)),
        )
        const none = new Float32Array(iforest.length).fill(Number.NaN)
        return Promise.resolve({ iforest, ocsvm: none, lof: none })
      },
    },
  )
}
const at = (row: Float32Array, feature: number): number => row[feature] ?? 0

describe('explainRow', () => {
  test('gives a sum its terms', async () => {
    const found = await explain([1, 2], (row) => 4 * at(row, 1) + 2 * at(row, 2))
    expect(found.map(({ feature }) => feature)).toEqual([1, 2])
    expect(found[0]?.contribution).toBeCloseTo(4, 6)
    expect(found[1]?.contribution).toBeCloseTo(2, 6)
  })

  test('divides what two features say together, where changing one alone would change nothing', async () => {
    const found = await explain([3, 4, 5], (row) => 4 * Math.max(at(row, 3), at(row, 4)) + 2 * at(row, 5))
    const shares = new Map(found.map(({ feature, contribution }) => [feature, contribution]))
    expect(shares.get(3)).toBeCloseTo(2, 6)
    expect(shares.get(4)).toBeCloseTo(2, 6)
    expect(shares.get(5)).toBeCloseTo(2, 6)
  })

  test('adds up to the fused score also where many features take part', async () => {
    const all = Array.from({ length: width }, (_, i) => i)
    const found = await explain(all, (row) => row.reduce((sum, value, i) => sum + value * (i + 1), 0) / 100, 5)
    expect(found.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(5, 6)
    expect(found.slice(0, 3).map(({ feature }) => feature)).toEqual([29, 28, 27])
  })

  test('tells how normal the row would be without the heaviest features', async () => {
    const [first, second] = await explain([1, 2], (row) => 4 * at(row, 1) + 2 * at(row, 2))
    expect(first?.without).toBeCloseTo(0.5, 1)
    expect(second?.without).toBe(1)
  })
})
