import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensembleGraph } from './ensemble-graph.ts'
import type { StaticDetectors } from './ensemble-graph.ts'
import { EnsembleSession } from './ensemble-session.ts'
import { fitIsolationForest, scoreIsolationForest } from './isolation-forest.ts'
import { distinctRows, fitLocalOutlierFactor } from './local-outlier-factor.ts'
import { initialLstm } from './lstm.ts'
import { fitOneClassSvm } from './one-class-svm.ts'
import { createRng } from './rng.ts'
import { selectRows } from './sampling.ts'
import { fitScaling, scaleRows } from './scaling.ts'
import type { Scaling } from './scaling.ts'
import { FEATURES, syntheticData } from './synthetic.fixture.ts'

const probe = syntheticData(600, 11).rows
const lstm = initialLstm(1, createRng(1))
let detectors: StaticDetectors
let session: EnsembleSession

beforeAll(async () => {
  const { rows } = syntheticData(3000, 10)
  const scaling = fitScaling(rows, FEATURES)
  const scaled = scaleRows(rows, scaling)
  const reference = scaled.subarray(0, 1000 * FEATURES)
  detectors = {
    scaling,
    forest: fitIsolationForest(scaled, FEATURES, createRng(1)),
    svm: fitOneClassSvm(reference, FEATURES),
    lof: fitLocalOutlierFactor(reference, FEATURES),
  }
  session = await EnsembleSession.open(ensembleGraph(detectors, lstm), { features: FEATURES, vocabulary: 1 })
  return () => session.close()
})

describe('the graph against plain TypeScript', () => {
  test('isolation forest within 1e-6 of the traversal', async () => {
    const { iforest } = await session.scoreStatic(probe)
    const expected = scoreIsolationForest(detectors.forest, scaleRows(probe, detectors.scaling), FEATURES)
    expect(largestDifference(iforest, expected)).toBeLessThanOrEqual(1e-6)
    expect(Math.max(...iforest) - Math.min(...iforest)).toBeGreaterThan(0.05)
  })

  test('one-class SVM within 1e-6 of its range of the formula in double precision', async () => {
    const { ocsvm } = await session.scoreStatic(probe)
    const { vectors, weights, gamma, offset } = detectors.svm
    const expected = eachRow(scaleRows(probe, detectors.scaling), (row) => {
      let decision = 0
      weights.forEach((weight, i) => {
        const vector = vectors.subarray(i * FEATURES, (i + 1) * FEATURES)
        decision += weight * Math.exp(-gamma * distance(row, vector) ** 2)
      })
      return offset - decision
    })
    const range = Math.max(...expected) - Math.min(...expected)
    expect(largestDifference(ocsvm, expected)).toBeLessThanOrEqual(1e-6 * range)
  })

  test('local outlier factor within 1e-6, relative, of brute force in double precision', async () => {
    const { lof } = await session.scoreStatic(probe)
    const { reference, neighbours, kDistance, density, floor } = detectors.lof
    const expected = eachRow(scaleRows(probe, detectors.scaling), (row) => {
      const nearest = [...eachRow(reference, (other) => distance(row, other)).entries()]
        .sort((a, b) => a[1] - b[1])
        .slice(0, neighbours)
      const mean = (value: (entry: [number, number]) => number) =>
        nearest.reduce((sum, entry) => sum + value(entry), 0) / neighbours
      return (
        mean(([index, exact]) => Math.max(exact, kDistance[index] ?? 0, floor)) *
        mean(([index]) => density[index] ?? 0)
      )
    })
    const relative = expected.map((factor, i) => Math.abs(Math.exp(lof[i] ?? 0) / factor - 1))
    expect(Math.max(...relative)).toBeLessThanOrEqual(1e-6)
  })
})

test('near-duplicates far from the origin do not blow up the local outlier factor: float32 is floored where it ends', async () => {
  const rng = createRng(8)
  const cluster = (count: number) =>
    Float32Array.from({ length: count * FEATURES }, (_, i) => ((Math.floor(i / FEATURES) % 5) + 5) + 1e-4 * rng())
  const lof = fitLocalOutlierFactor(cluster(500), FEATURES)
  const same = { ...detectors, lof, scaling: unscaled(FEATURES) }
  const tight = await EnsembleSession.open(ensembleGraph(same, lstm), { features: FEATURES, vocabulary: 1 })
  const { lof: factor } = await tight.scoreStatic(cluster(200))
  await tight.close()
  expect(Math.max(...factor.map(Math.abs))).toBeLessThan(0.01)
})

test('scores do not depend on the size of the batch', async () => {
  const whole = await session.scoreStatic(probe)
  for (const size of [1, 7, 64]) {
    for (const detector of ['iforest', 'ocsvm', 'lof'] as const) {
      const parts: number[] = []
      for (let row = 0; row + size <= 140; row += size) {
        const part = await session.scoreStatic(probe.subarray(row * FEATURES, (row + size) * FEATURES))
        parts.push(...part[detector])
      }
      const expected = whole[detector].subarray(0, 140)
      const range = Math.max(...expected) - Math.min(...expected)
      expect(largestDifference(Float32Array.from(parts), expected)).toBeLessThan(1e-6 * Math.max(1, range))
    }
  }
})

test('missing values count as the median, infinite ones as the limit, and no rows give no scores', async () => {
  const { median, high } = detectors.scaling
  const usual = Float32Array.from(median)
  const missing = usual.map((value, f) => (f % 3 === 0 ? Number.NaN : value))
  const infinite = usual.map((value, f) => (f === 2 ? Infinity : value))
  const limit = usual.map((value, f) => (f === 2 ? (high[f] ?? 0) : value))
  expect(await session.scoreStatic(missing)).toEqual(await session.scoreStatic(usual))
  expect(await session.scoreStatic(infinite)).toEqual(await session.scoreStatic(limit))
  expect(await session.scoreStatic(new Float32Array(0))).toEqual({
    iforest: new Float32Array(0),
    ocsvm: new Float32Array(0),
    lof: new Float32Array(0),
  })
})

test('whatever the values, every score is finite', async () => {
  const hostile = fc.float32Array({ minLength: FEATURES, maxLength: FEATURES })
  await fc.assert(
    fc.asyncProperty(hostile, async (row) => {
      const scores = await session.scoreStatic(row)
      for (const values of Object.values(scores) as Float32Array[])
        expect(values[0]).toSatisfy(Number.isFinite)
    }),
  )
})

test('a column that was constant in training has no say', async () => {
  const usual = Float32Array.from(detectors.scaling.median)
  const other = usual.map((value, f) => (f === 53 ? 1e6 : value))
  expect(await session.scoreStatic(other)).toEqual(await session.scoreStatic(usual))
})

test('an outlier is stranger than every normal row to all three', async () => {
  const normal = await session.scoreStatic(probe)
  const outlier = Float32Array.from(detectors.scaling.high, (high, f) =>
    f % 2 === 0 ? high : (detectors.scaling.low[f] ?? 0),
  )
  const scores = await session.scoreStatic(outlier)
  for (const detector of ['iforest', 'ocsvm', 'lof'] as const) {
    expect(scores[detector][0]).toBeGreaterThan(Math.max(...normal[detector]))
  }
})

test('rows that are all alike give a forest that still loads', async () => {
  const rows = new Float32Array(300 * 2).fill(3)
  const reference = Float32Array.of(0, 0, 1, 1, 2, 2)
  const same: StaticDetectors = {
    scaling: fitScaling(rows, 2),
    forest: fitIsolationForest(rows, 2, createRng(1)),
    svm: fitOneClassSvm(reference, 2),
    lof: fitLocalOutlierFactor(reference, 2),
  }
  const alike = await EnsembleSession.open(ensembleGraph(same, lstm), { features: 2, vocabulary: 1 })
  const { iforest } = await alike.scoreStatic(Float32Array.of(3, 3))
  expect(iforest[0]).toBeCloseTo(0.5, 6)
  await alike.close()
})

test('half of the training rows of a one-class SVM with nu .5 lie outside, and its weights add up to nu n', () => {
  const rows = scaleRows(syntheticData(400, 5).rows, detectors.scaling)
  const svm = fitOneClassSvm(rows, FEATURES)
  expect(svm.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(200, 2)
  expect(svm.weights.length).toBeGreaterThanOrEqual(200)
  expect(Math.max(...svm.weights)).toBeLessThanOrEqual(1)
})

test('duplicates are dropped from a LOF reference', () => {
  const rows = Float32Array.of(1, 2, 3, 4, 1, 2, 5, 6, 3, 4)
  const distinct = distinctRows(rows, 2, Int32Array.of(0, 1, 2, 3, 4))
  expect([...distinct]).toEqual([0, 1, 3])
  expect([...selectRows(rows, 2, distinct)]).toEqual([1, 2, 3, 4, 5, 6])
})

function unscaled(width: number): Scaling {
  return {
    median: new Float32Array(width),
    low: new Float32Array(width).fill(-1e30),
    high: new Float32Array(width).fill(1e30),
    inverse: new Float32Array(width).fill(1),
  }
}

function eachRow(rows: Float32Array, measure: (row: Float32Array) => number): Float64Array {
  return Float64Array.from({ length: rows.length / FEATURES }, (_, i) =>
    measure(rows.subarray(i * FEATURES, (i + 1) * FEATURES)),
  )
}

function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let f = 0; f < a.length; f++) sum += ((a[f] ?? 0) - (b[f] ?? 0)) ** 2
  return Math.sqrt(sum)
}

function largestDifference(a: Float32Array, b: ArrayLike<number>): number {
  expect(a.length).toBeGreaterThan(0)
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0)
}
