import { describe, expect, it } from 'vitest'
import { ownCases } from './catalogue-cases.fixture.ts'
import { moreCases } from './catalogue-more-cases.fixture.ts'
import { peerCases } from './catalogue-peer-cases.fixture.ts'
import { catalogue, featureCount } from './catalogue.ts'
import { Featuriser } from './featuriser.ts'
import { usualClass, usualColumns } from './usual-columns.ts'

describe('usual columns', () => {
  it('are all that an act of the class has, whatever happened before', () => {
    for (const { acts } of Object.values({ ...ownCases, ...moreCases, ...peerCases })) {
      const { rows } = new Featuriser().featurise(acts)
      for (const [index, { kind }] of acts.entries()) {
        const row = rows.subarray(index * featureCount, (index + 1) * featureCount)
        const kept = new Set(usualColumns[usualClass(kind)])
        const missing = catalogue.filter((_, column) => !Number.isNaN(row[column]) && !kept.has(column))
        expect(missing.map(({ name }) => `${name} of ${kind}`)).toEqual([])
      }
    }
  })
})
