import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compareSamples, samplesRoot } from '../../../scripts/compare-samples.ts'

describe.skipIf(!existsSync(samplesRoot))('published ECS events of the vendors', () => {
  const comparisons = existsSync(samplesRoot) ? compareSamples() : []

  it.each(comparisons)(
    '$vendor: at least 95 % of the core values agree',
    ({ expected, equal, differences }) => {
      expect(expected).toBeGreaterThan(0)
      expect(equal / expected, JSON.stringify(differences.slice(0, 5), undefined, 2)).toBeGreaterThanOrEqual(
        0.95,
      )
    },
  )

  it('at least 97 % agree over all', () => {
    const expected = comparisons.reduce((sum, comparison) => sum + comparison.expected, 0)
    const equal = comparisons.reduce((sum, comparison) => sum + comparison.equal, 0)
    expect(equal / expected).toBeGreaterThanOrEqual(0.97)
  })
})
