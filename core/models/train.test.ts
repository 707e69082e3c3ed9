import { beforeAll, describe, expect, test } from 'vitest'
import { actKinds } from '../event/act.ts'
import { batchOf } from './acts.fixture.ts'
import type { ExplanationRequest } from './explain.ts'
import type { Generation } from './manifest.ts'
import { manifestSchema } from './manifest.ts'
import { Scorer } from './scorer.ts'
import { detectorNames } from './score.ts'
import { FEATURES, syntheticData } from './synthetic.fixture.ts'
import { trainEnsemble } from './train.ts'
import { trainOnWorker } from './train-on-worker.ts'

const options = { seed: 1, created: Date.UTC(2026, 0, 2), description: 'Synthetic rows.' }
const fresh = syntheticData(4000, 2)
let generation: Generation
let scorer: Scorer

beforeAll(async () => {
  generation = await trainEnsemble(syntheticData(6000, 1), options)
  scorer = await Scorer.open(generation)
  return () => scorer.close()
})

describe('a trained ensemble', () => {
  test('describes itself in a valid manifest', () => {
    const { manifest } = generation
    expect(manifestSchema.parse(JSON.parse(JSON.stringify(manifest)))).toEqual(manifest)
    expect(manifest.generation).toMatch(/^2026-01-02-[0-9a-f]{8}$/)
    expect(Object.keys(manifest.calibration.kinds).sort()).toEqual([...actKinds].sort())
    expect(manifest.measured.falseAlarms.at5Percent).toBeLessThan(0.1)
    expect(manifest.measured.surprise).toBeLessThan(0.6 * (manifest.measured.contextFreeSurprise ?? 0))
  })

  test('is the same for the same data and seed, and another for another seed', async () => {
    const data = syntheticData(1000, 3)
    const [first, again, other] = [
      await trainEnsemble(data, options),
      await trainEnsemble(data, options),
      await trainEnsemble(data, { ...options, seed: 2 }),
    ]
    expect(again).toEqual(first)
    expect(other.manifest.generation).not.toBe(first.manifest.generation)
  })

  test('gives roughly uniform p-values to people it has never seen', async () => {
    const { pValue } = await scorer.score(batchOf(fresh, 0, 4000))
    for (const level of [0.01, 0.05, 0.5]) {
      const share = pValue.filter((p) => p <= level).length / pValue.length
      expect(share).toBeGreaterThan(0.4 * level)
      expect(share).toBeLessThan(1.6 * level)
    }
  })

  test('gives an obvious outlier p < .01 and high levels from every detector', async () => {
    const batch = batchOf(fresh, 0, 200)
    const last = 199
    for (let f = 0; f < 30; f++) batch.rows[last * FEATURES + f] = f % 2 === 0 ? 40 : -40
    const user = batch.acts[last]?.user
    batch.tokens[last] = 39
    const scores = await scorer.score(batch)
    expect(user).toBeDefined()
    expect(scores.pValue[last]).toBeLessThan(0.01)
    for (const detector of ['iforest', 'ocsvm', 'lof'] as const)
      expect(scores[detector][last]).toBeGreaterThan(0.99)
    expect(scores.lstm[last]).toBeGreaterThan(0.9)
    expect(scores.fused[last]).toBeGreaterThan(3)
  })

  test('scores the same whatever the batch size', async () => {
    const [whole, single] = [await Scorer.open(generation), await Scorer.open(generation)]
    const expected = await whole.score(batchOf(fresh, 0, 150))
    for (let row = 0; row < 150; row++) {
      const scores = await single.score(batchOf(fresh, row, row + 1))
      for (const name of [...detectorNames, 'pValue'] as const) {
        expect(Math.abs((scores[name][0] ?? 2) - (expected[name][row] ?? 0))).toBeLessThan(2e-3)
      }
      expect(Math.abs((scores.fused[0] ?? 99) - (expected.fused[row] ?? 0))).toBeLessThan(1e-4)
    }
    await whole.close()
    await single.close()
  })
})

describe('an explanation', () => {
  const kind = 'flow'
  const explain = async (request: ExplanationRequest) => (await scorer.explainAll([request]))[0] ?? []

  test('names the features that were changed and adds up to the fused score', async () => {
    const usual = Float32Array.from(generation.manifest.medians)
    const row = usual.slice()
    row[5] = 30
    row[20] = -30
    const contributions = await explain({ row, usual, kind, fused: 4.5 })
    expect(contributions.map(({ feature }) => feature).sort((a, b) => a - b)).toEqual([5, 20])
    expect(contributions.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(4.5, 6)
    expect(contributions[0]?.contribution).toBeGreaterThanOrEqual(contributions[1]?.contribution ?? Infinity)
  })

  test('falls back to the training median where nothing is usual', async () => {
    const row = Float32Array.from(generation.manifest.medians)
    row[5] = 30
    const usual = new Float32Array(FEATURES).fill(Number.NaN)
    const [first] = await explain({ row, usual, kind, fused: 2 })
    expect(first).toMatchObject({ feature: 5, usual: generation.manifest.medians[5], contribution: 2 })
  })

  test('tells the p-value with the heaviest features at their usual values, one more each time', async () => {
    const usual = Float32Array.from(generation.manifest.medians)
    const row = usual.slice()
    row[5] = 30
    row[20] = -30
    const [first, second] = await explain({ row, usual, kind, fused: 4.5 })
    expect(first?.without).toBeLessThan(second?.without ?? 0)
    expect(second?.without).toBeGreaterThan(0.3)
  })

  test('is the same each time', async () => {
    const usual = Float32Array.from(generation.manifest.medians)
    const row = usual.map((value, i) => (i % 3 === 0 ? value + 8 : value))
    const request = { row, usual, kind, fused: 3 } as const
    expect(await explain(request)).toEqual(await explain(request))
  })

  test('is empty where nothing is unusual', async () => {
    const usual = Float32Array.from(generation.manifest.medians)
    expect(await explain({ row: usual.slice(), usual, kind, fused: -1 })).toEqual([])
  })
})

describe('training refuses', () => {
  test('too few rows', async () => {
    await expect(trainEnsemble(syntheticData(199, 1), options)).rejects.toThrow(
      /at least 200 acts, there are 199/,
    )
  })

  test('arrays that do not fit', async () => {
    const data = { ...syntheticData(300, 1), kinds: new Uint8Array(299) }
    await expect(trainEnsemble(data, options)).rejects.toThrow('invalid kinds: 299 rows, expected 300')
  })

  test('rows that are all alike', async () => {
    const data = { ...syntheticData(300, 1), rows: new Float32Array(300 * FEATURES) }
    await expect(trainEnsemble(data, options)).rejects.toThrow('all acts are alike')
  })
})

test('training does without sequences: the LSTM stays silent and the rest scores', async () => {
  const data = { ...syntheticData(800, 4), tokens: new Int32Array(800).fill(-1) }
  const silent = await trainEnsemble(data, options)
  expect(silent.manifest.measured.surprise).toBeNull()
  expect(silent.manifest.calibration.all.detectors.lstm).toBeUndefined()
  const opened = await Scorer.open(silent)
  const scores = await opened.score(batchOf(data, 0, 50))
  expect(Math.max(...scores.lstm)).toBe(0)
  expect(Math.max(...scores.iforest)).toBeGreaterThan(0)
  await opened.close()
})

test('training ends at its next step once it is cancelled', async () => {
  const cancelled = new Int32Array(new SharedArrayBuffer(4)).fill(1)
  const options = { seed: 1, created: 0, description: 'Cancelled.' }
  await expect(trainEnsemble(syntheticData(300, 1), { ...options, cancelled })).rejects.toThrow(/cancelled/)
  const cancel = new AbortController()
  const trained = trainOnWorker(syntheticData(300, 1), options, cancel.signal)
  cancel.abort(new Error('no longer wanted'))
  await expect(trained).rejects.toThrow('no longer wanted')
})
