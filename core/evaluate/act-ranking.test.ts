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
