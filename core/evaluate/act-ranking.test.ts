import { expect, test } from 'vitest'
import { ActRanking } from './act-ranking.ts'

test('an attack of two acts counts as much as one of a single act', () => {
  const ranking = new ActRanking([0.9, 0.3, 0.22, 0.1, 0.2, 0.25, 0.15, 0.05], {
    attacks: Int32Array.of(0, 0, 1, -1, -1, -1, -1, -1),
    attackCount: 2,
    owners: [0, 0, 1, 0, 1, 2, 0, 1],
    ownerCount: 3,
  })
  // Attack 0 wins 5 of 5 and 5 of 5, attack 1 wins 4 of 5.
  expect(ranking.figuresByAttack().aucRoc).toBeCloseTo(0.9, 12)
  expect(ranking.byAttack().aucRoc.value).toBeCloseTo(0.9, 12)
  expect(ranking.byAct().aucRoc.value).toBeCloseTo(14 / 15, 12)
  expect(ranking.aucRocOf((attack) => attack === 1)).toBeCloseTo(0.8, 12)
})

test('normal acts of one person are drawn together: two people tell less than a hundred', () => {
  // One attack, stranger than half of the normal acts: those of one of the two people, or of fifty of a hundred.
  const scores = [50, ...Array.from({ length: 100 }, (_, i) => i + (i < 50 ? 0 : 1))]
  const attacks = Int32Array.from(scores, (_, row) => (row === 0 ? 0 : -1))
  const intervalOf = (ownerOf: (row: number) => number, ownerCount: number) =>
    new ActRanking(scores, {
      attacks,
      attackCount: 1,
      owners: scores.map((_, row) => ownerOf(row)),
      ownerCount,
    }).byAct().aucRoc
  const two = intervalOf((row) => (row <= 50 ? 0 : 1), 2)
  const hundred = intervalOf((row) => Math.max(0, row - 1), 100)
  expect([two.value, hundred.value]).toEqual([0.5, 0.5])
  expect([two.low, two.high]).toEqual([0, 1])
  expect(hundred.low).toBeGreaterThan(0.35)
  expect(hundred.high).toBeLessThan(0.65)
})
