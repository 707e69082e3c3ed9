import { expect, test } from 'vitest'
import { Ranking } from './ranking.ts'

test('figures of a ranking worked out by hand', () => {
  // In order: + - + - -  ->  pairs won: 3 of 3 and 2 of 3; precision at the positives: 1/1 and 2/3.
  const figures = new Ranking([0.9, 0.8, 0.7, 0.6, 0.1], Uint8Array.of(1, 0, 1, 0, 0)).figures()
  expect(figures.aucRoc).toBeCloseTo(5 / 6, 12)
  expect(figures.aucPr).toBeCloseTo((1 + 2 / 3) / 2, 12)
  expect(figures.tprAt1).toBe(0.5)
})

test('rows of one score are taken in together: a tie is half a win, and no share of it is found for free', () => {
  const figures = new Ranking([0.5, 0.5, 0.5, 0.5], Uint8Array.of(1, 0, 1, 0)).figures()
  expect(figures).toEqual({ aucRoc: 0.5, aucPr: 0.5, tprAt1: 0, tprAt5: 0 })
})

test('the share found at 1 % and 5 % of 100 negatives', () => {
  // 1 positive, 1 negative, 1 positive, 4 negatives, 1 positive, 1 negative, 1 positive, 94 negatives.
  const labels = [1, 0, 1, 0, 0, 0, 0, 1, 0, 1, ...Array.from({ length: 94 }, () => 0)]
  const scores = labels.map((_, i) => -i)
  const figures = new Ranking(scores, Uint8Array.from(labels)).figures()
  expect(figures.tprAt1).toBe(0.5)
  expect(figures.tprAt5).toBe(0.75)
})

test('a weight of two is the same as the row twice, and a weight of zero as no row', () => {
  const weighted = new Ranking([5, 4, 3, 2], Uint8Array.of(1, 0, 1, 0)).figures(
    (row) => [2, 1, 0, 1][row] ?? 0,
  )
  const repeated = new Ranking([5, 5, 4, 2], Uint8Array.of(1, 1, 0, 0)).figures()
  expect(weighted).toEqual(repeated)
})

test('a silent detector ranks a row last, and without positives or negatives nothing can be said', () => {
  expect(new Ranking([Number.NaN, 0.1], Uint8Array.of(1, 0)).figures().aucRoc).toBe(0)
  for (const label of [0, 1]) {
    for (const value of Object.values(new Ranking([1, 2], Uint8Array.of(label, label)).figures())) {
      expect(value).toBeNaN()
    }
  }
})
