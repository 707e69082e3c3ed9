import { describe, expect, test } from 'vitest'
import { createRng, randomInt } from './rng.ts'
import { splitHeldOut, stratifiedSample } from './sampling.ts'
import { fitScaling, scaleRows } from './scaling.ts'

describe('holding out', () => {
  test('takes whole users, about 30 % of the rows, and each row goes to one side', () => {
    const rng = createRng(1)
    const users = Int32Array.from({ length: 5000 }, () => randomInt(rng, 50))
    const { train, heldOut } = splitHeldOut(users, createRng(2))
    expect(new Set([...train, ...heldOut]).size).toBe(5000)
    expect(train.length + heldOut.length).toBe(5000)
    expect(heldOut.length / 5000).toBeGreaterThan(0.25)
    expect(heldOut.length / 5000).toBeLessThan(0.4)
    const trained = new Set(Array.from(train, (row) => users[row]))
    expect(heldOut.every((row) => !trained.has(users[row]))).toBe(true)
  })

  test('takes the last 30 % in time where users are few or one dominates', () => {
    const few = Int32Array.from({ length: 1000 }, (_, row) => row % 5)
    const dominated = Int32Array.from({ length: 1000 }, (_, row) => (row < 40 ? row : 99))
    for (const users of [few, dominated]) {
      const { train, heldOut } = splitHeldOut(users, createRng(1))
      expect([train.length, heldOut[0], heldOut.length]).toEqual([700, 700, 300])
    }
  })

  test('treats rows of nobody one by one', () => {
    const { heldOut } = splitHeldOut(new Int32Array(1000).fill(-1), createRng(1))
    expect(heldOut).toHaveLength(300)
  })
})

test('a stratified sample shares equally and gives a rare kind’s rest to the others', () => {
  const kinds = new Uint8Array(10_000).fill(3)
  kinds.fill(0, 0, 50)
  kinds.fill(1, 50, 2000)
  const rows = Int32Array.from(kinds, (_, row) => row)
  const chosen = stratifiedSample(rows, kinds, 1000, createRng(1))
  const of = (kind: number) => chosen.filter((row) => kinds[row] === kind).length
  expect([of(0), of(1), of(3)]).toEqual([50, 475, 475])
  expect(new Set(chosen).size).toBe(1000)
  expect(stratifiedSample(rows.subarray(0, 80), kinds, 1000, createRng(1))).toHaveLength(80)
})

test('scaling is robust: outliers move neither centre nor scale, rare flags and constants have sane ones', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => [
    i === 7 ? 1e12 : (i % 100) / 100,
    i % 100 === 0 ? 1 : 0,
    5,
    Number.NaN,
  ]).flat()
  const scaling = fitScaling(Float32Array.from(rows), 4)
  expect(scaling.median[0]).toBeCloseTo(0.5, 6)
  const values = [...scaleRows(Float32Array.of(1e30, 1, 77, 3, Number.NaN, 0, 5, -3), scaling)]
  expect(values[0]).toBeLessThanOrEqual(10)
  expect(values[0]).toBeGreaterThan(2)
  expect(values[1]).toBeGreaterThan(5)
  expect(values.slice(2).map((value) => value + 0)).toEqual([0, 0, 0, 0, 0, 0])
})
