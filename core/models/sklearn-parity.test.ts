import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Ranking } from '../evaluate/ranking.ts'
import { dbscan, MAX_POINTS } from './dbscan.ts'
import { ensembleGraph } from './ensemble-graph.ts'
import { EnsembleSession } from './ensemble-session.ts'
import type { StaticScores } from './ensemble-session.ts'
import { expectedPathLength, fitIsolationForest, scoreIsolationForest } from './isolation-forest.ts'
import { fitLocalOutlierFactor } from './local-outlier-factor.ts'
import { initialLstm } from './lstm.ts'
import { fitOneClassSvm } from './one-class-svm.ts'
import type { OneClassSvm } from './one-class-svm.ts'
import { fitRandomForest, predictRandomForest } from './random-forest.ts'
import { createRng } from './rng.ts'
import { readDbscan, readDetectors, readIsolationForest, readRandomForest, treesOf } from './sklearn.fixture.ts'

const { width, train, probe, ocsvm, lof } = readDetectors()
const forest = readIsolationForest()

describe('our graph against scikit-learn 1.2.1 on the same 2,000 rows', () => {
  let svm: OneClassSvm
  let scores: StaticScores
  let session: EnsembleSession

  beforeAll(async () => {
    const pathLength: number[] = []
    const trees = treesOf(forest, (node, depth) => {
      pathLength.push(depth + expectedPathLength(forest.rows[node] ?? 0))
    })
    svm = fitOneClassSvm(train, width, ocsvm.nu)
    const detectors = {
      // The reference knows no scaling: this one leaves the rows as they are.
      scaling: {
        median: new Float32Array(width),
        low: new Float32Array(width).fill(-1e30),
        high: new Float32Array(width).fill(1e30),
        inverse: new Float32Array(width).fill(1),
      },
      forest: {
        ...trees,
        pathLength: Float32Array.from(pathLength),
        expected: expectedPathLength(forest.samples),
      },
      svm,
      lof: fitLocalOutlierFactor(train, width, 0),
    }
    const graph = ensembleGraph(detectors, initialLstm(1, createRng(1)))
    session = await EnsembleSession.open(graph, { features: width, vocabulary: 1 })
    scores = await session.scoreStatic(probe)
  })
  afterAll(() => session.close())

  test("Isolation Forest, fed with scikit-learn's own 100 trees: within 1e-6", () => {
    expect(forest.sizes.length).toBe(100)
    expect(largest(scores.iforest, (score, i) => score - (forest.score[i] ?? Number.NaN))).toBeLessThan(1e-6)
  })

  test('Isolation Forest grown by us on the same rows: the same scores but for the draw of its trees', () => {
    const own = fitIsolationForest(train, width, createRng(1))
    expect([own.roots.length, own.expected]).toEqual([forest.sizes.length, expectedPathLength(forest.samples)])
    const ours = scoreIsolationForest(own, probe, width)
    // Two forests of scikit-learn with different seeds are as far apart: 0.010 to 0.015, correlation 0.97 to 0.98.
    expect(mean(ours.map((score, i) => score - (forest.score[i] ?? Number.NaN)))).toBeCloseTo(0, 2)
    expect(mean(ours.map((score, i) => Math.abs(score - (forest.score[i] ?? Number.NaN))))).toBeLessThan(0.02)
    expect(correlation(ours, forest.score)).toBeGreaterThan(0.95)
  })

  test('One-Class SVM at nu .05: within 2e-5, and the same support vectors in number', () => {
    expect(svm.weights.length).toBe(ocsvm.supportVectors)
    expect(largest(scores.ocsvm, (score, i) => score + (ocsvm.decision[i] ?? Number.NaN))).toBeLessThan(2e-5)
  })

  test('LOF for novelty with 20 neighbours: within 1e-6, relative', () => {
    expect(
      largest(scores.lof, (score, i) => Math.exp(score) / (lof.factor[i] ?? Number.NaN) - 1),
    ).toBeLessThan(1e-6)
  })
})

describe('random forest', () => {
  const reference = readRandomForest()
  const labels = Uint8Array.from(reference.labels)

  test("fed with scikit-learn's own 12 trees it gives the same probabilities within 1e-6", () => {
    const chances: number[] = []
    const trees = treesOf(reference, (node) => chances.push(...reference.chances.subarray(node * 3, node * 3 + 3)))
    const own = { ...trees, classes: 3, chances: Float32Array.from(chances) }
    const given = predictRandomForest(own, probe, width)
    expect(largest(given, (p, i) => p - (reference.probability[i] ?? Number.NaN))).toBeLessThan(1e-6)
  })

  test('grown by us it is as good as 100 trees of scikit-learn on rows neither has seen', () => {
    const own = fitRandomForest(train, width, labels, createRng(1))
    const given = predictRandomForest(own, probe, width)
    const rows = Array.from({ length: reference.truth.length }, (_, row) => given.subarray(row * 3, row * 3 + 3))
    const right = rows.filter((p, row) => p.indexOf(Math.max(...p)) === reference.truth[row]).length
    expect(right / rows.length).toBeGreaterThan(reference.accuracy - 0.02)
    const areas = [0, 1, 2].map((label) => {
      const positive = Uint8Array.from(reference.truth, (truth) => (truth === label ? 1 : 0))
      return new Ranking(
        rows.map((p) => p[label] ?? 0),
        positive,
      ).figures().aucRoc
    })
    expect(areas.reduce((sum, area) => sum + area, 0) / 3).toBeGreaterThan(reference.auc - 0.02)
  })

  test('the same seed grows the same forest; one class, or one row, gives a forest all the same', () => {
    const few = train.subarray(0, 200 * width)
    const fit = (seed: number) => fitRandomForest(few, width, labels.subarray(0, 200), createRng(seed))
    expect(fit(7)).toEqual(fit(7))
    expect(fit(7)).not.toEqual(fit(8))
    const one = fitRandomForest(train.subarray(0, width), width, Uint8Array.of(0), createRng(1))
    expect(new Set(predictRandomForest(one, probe, width))).toEqual(new Set([1]))
    expect(() => fitRandomForest(few, width, Uint8Array.of(1), createRng(1))).toThrow(RangeError)
  })
})

describe('DBSCAN', () => {
  const { points, runs } = readDbscan()

  test.each(runs)('radius $radius, at least $least: the labels of scikit-learn', ({ radius, least, labels }) => {
    expect([...dbscan(points, 2, { radius, minPoints: least })]).toEqual([...labels])
    expect(new Set(labels).size).toBeGreaterThan(1)
  })

  test('no points, one point, and too many', () => {
    const options = { radius: 1, minPoints: 1 }
    expect(dbscan(new Float32Array(0), 2, options).length).toBe(0)
    expect([...dbscan(Float32Array.of(1, 1), 2, { radius: 1, minPoints: 2 })]).toEqual([-1])
    expect(() => dbscan(new Float32Array(MAX_POINTS + 1), 1, options)).toThrow(RangeError)
  })
})

function largest(values: Float32Array, difference: (value: number, index: number) => number): number {
  expect(values.length).toBeGreaterThan(0)
  return values.reduce((most, value, i) => {
    const one = Math.abs(difference(value, i))
    return one <= most ? most : one
  }, 0)
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length
}

/** Pearson's. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [left, right] = [a, b].map((values) => {
    const middle = mean(values)
    return Array.from(values, (value) => value - middle)
  })
  const product = (x: readonly number[] = [], y: readonly number[] = []) => mean(x.map((value, i) => value * (y[i] ?? 0)))
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right))
}
