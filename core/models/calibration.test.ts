import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Calibrator, calibrate, fuse, notScored } from './calibration.ts'
import type { RawScores } from './calibration.ts'
import { ConformalRank, quantileTable } from './quantile-table.ts'
import { createRng, randomNormal } from './rng.ts'

function normalScores(count: number, seed: number): RawScores {
  const rng = createRng(seed)
  const column = () => Float32Array.from({ length: count }, () => randomNormal(rng))
  return { iforest: column(), ocsvm: column(), lof: column(), lstm: column() }
}

const single = (value: number): RawScores => ({
  iforest: Float32Array.of(value),
  ocsvm: Float32Array.of(value),
  lof: Float32Array.of(value),
  lstm: Float32Array.of(value),
})

test('an act that is not scored has level 0, no z and p 1, however strange its row', () => {
  const calibrator = new Calibrator(calibrate(normalScores(500, 1), new Uint8Array(500)))
  const { iforest, z, fused, pValue } = calibrator.apply(single(40), Uint8Array.of(notScored))
  expect([iforest[0], fused[0], pValue[0]]).toEqual([0, 0, 1])
  expect(z.every(Number.isNaN)).toBe(true)
  expect(calibrator.apply(single(40), Uint8Array.of(0)).pValue[0]).toBeLessThan(0.01)
})

describe('a quantile table', () => {
  const formula = (sample: number[], score: number) =>
    (1 + sample.filter((value) => value >= score).length) / (sample.length + 1)

  test('gives (1 + #{sample >= score}) / (n + 1) exactly for small samples with ties', () => {
    const sample = fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 })
    fc.assert(
      fc.property(sample, fc.integer({ min: -21, max: 21 }), (values, score) => {
        const p = new ConformalRank(quantileTable(values)).pValue(score, 1e-4)
        expect(p).toBeCloseTo(formula(values, score), 12)
      }),
    )
  })

  test('is exact in the upper tail of a large sample and never too small below', () => {
    const rng = createRng(1)
    const sample = Array.from({ length: 20_000 }, () => Math.round(randomNormal(rng) * 1e4) / 1e4)
    const table = quantileTable(sample)
    expect(table.knots.length).toBeLessThanOrEqual(2048)
    const rank = new ConformalRank(table)
    for (let score = -4; score < 5; score += 0.0501) {
      const exact = formula(sample, score)
      const p = rank.pValue(score, 0)
      if (exact < 0.05) expect(p).toBeCloseTo(exact, 12)
      expect(p).toBeGreaterThanOrEqual(exact - 1e-12)
      expect(p - exact).toBeLessThan(0.005)
    }
  })

  test('of nothing says 1', () => {
    expect(new ConformalRank(quantileTable([])).pValue(5, 0)).toBe(1)
  })
})

describe('calibration', () => {
  test('p-values of fresh normal scores are uniform, per kind', () => {
    const kinds = (count: number) => Uint8Array.from({ length: count }, (_, row) => row % 2)
    const shifted = (raw: RawScores) => {
      for (const column of Object.values(raw))
        column.forEach((value, row) => (column[row] = value + 9 * (row % 2)))
      return raw
    }
    const calibrator = new Calibrator(calibrate(shifted(normalScores(4000, 1)), kinds(4000)))
    const { pValue, iforest } = calibrator.apply(shifted(normalScores(4000, 2)), kinds(4000))
    for (const level of [0.01, 0.05, 0.2, 0.5]) {
      for (const kind of [0, 1]) {
        const share = pValue.filter((p, row) => row % 2 === kind && p <= level).length / 2000
        expect(Math.abs(share - level)).toBeLessThan(4 * Math.sqrt((level * (1 - level)) / 2000) + 0.005)
      }
    }
    expect(iforest.reduce((sum, level) => sum + level, 0) / 4000).toBeCloseTo(0.5, 1)
  })

  test('a kind with fewer than 100 rows, or an unknown one, is ranked among all', () => {
    const kinds = new Uint8Array(1000).fill(3)
    kinds.fill(0, 0, 99)
    const calibration = calibrate(normalScores(1000, 1), kinds)
    expect(Object.keys(calibration.kinds)).toEqual(['flow'])
    const calibrator = new Calibrator(calibration)
    const rare = calibrator.apply(single(5), Uint8Array.of(0))
    expect(rare.pValue[0]).toBeCloseTo(1 / 1001, 6)
    expect(calibrator.apply(single(5), Uint8Array.of(200))).toEqual(rare)
  })

  test('a detector that is silent is left out of the fusion and has level 0', () => {
    const calibrator = new Calibrator(calibrate(normalScores(1000, 1), new Uint8Array(1000)))
    const silent = { ...single(4), lstm: Float32Array.of(Number.NaN) }
    const scores = calibrator.apply(silent, Uint8Array.of(0))
    expect(scores.lstm[0]).toBe(0)
    expect(scores.fused[0]).toBeGreaterThan(3)
    expect(scores.pValue[0]).toBeLessThan(0.01)
  })

  test('a detector that was silent in training stays silent; without any p is 1', () => {
    const raw = normalScores(1000, 1)
    raw.lstm.fill(Number.NaN)
    const calibrator = new Calibrator(calibrate(raw, new Uint8Array(1000)))
    const scores = calibrator.apply(single(4), Uint8Array.of(0))
    expect(scores.lstm[0]).toBe(0)
    expect(scores.pValue[0]).toBeLessThan(0.01)
    const nothing = calibrator.apply(single(Number.NaN), Uint8Array.of(0))
    expect([nothing.fused[0], nothing.pValue[0]]).toEqual([0, 1])
  })

  test('no single detector outvotes the others', () => {
    const calibrator = new Calibrator(calibrate(normalScores(1000, 1), new Uint8Array(1000)))
    const wild = { ...single(0), lof: Float32Array.of(1e6) }
    expect(calibrator.apply(wild, Uint8Array.of(0)).fused[0]).toBeLessThan(2.5)
  })

  test('z is clipped before the mean: the LSTM speaks for no act, and its surprise weighs three deviations at most', () => {
    expect(fuse({ iforest: 1, ocsvm: 2, lof: 3 })).toBe(2)
    expect([fuse({ lof: 50 }), fuse({ lof: -50 })]).toEqual([8, -3])
    expect([fuse({ iforest: 1, lstm: 50 }), fuse({ iforest: 1, lstm: -50 })]).toEqual([2, 0.5])
    expect(fuse({})).toBe(0)
  })

  test('it survives JSON', () => {
    const calibration = calibrate(normalScores(500, 1), new Uint8Array(500))
    expect(JSON.parse(JSON.stringify(calibration))).toEqual(calibration)
  })
})
