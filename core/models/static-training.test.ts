import { expect, test } from 'vitest'
import { createRng, randomNormal } from './rng.ts'
import { fitStatic } from './static-training.ts'

const width = 6
const count = 1000
/** In each kind one row in twenty lies far from all others. */
const isFar = (row: number) => Math.floor(row / 2) % 20 === 0

test('neither the SVM nor LOF learns from the tenth of each kind that the forest finds most isolated', () => {
  const rng = createRng(1)
  const rows = Float32Array.from({ length: count * width }, (_, i) => {
    const row = Math.floor(i / width)
    return (row % 2 === 0 ? 0 : 4) + randomNormal(rng) + (isFar(row) ? (rng() < 0.5 ? -20 : 20) : 0)
  })
  const kinds = Uint8Array.from({ length: count }, (_, row) => row % 2)
  const { svmRows, lofRows } = fitStatic(rows, width, kinds, createRng(2))
  for (const learned of [svmRows, lofRows]) {
    expect([...learned].filter(isFar)).toEqual([])
    expect(learned.length).toBe(900)
    for (const kind of [0, 1]) expect([...learned].filter((row) => kinds[row] === kind)).toHaveLength(450)
  }
})
