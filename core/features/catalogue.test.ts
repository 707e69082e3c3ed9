import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { ownCases } from './catalogue-cases.fixture.ts'
import { moreCases } from './catalogue-more-cases.fixture.ts'
import { peerCases } from './catalogue-peer-cases.fixture.ts'
import { at, failure, flow, gulf, quarter } from './catalogue.fixture.ts'
import type { Case } from './catalogue.fixture.ts'
import { catalogue, column, featureCount } from './catalogue.ts'
import type { FeatureName } from './catalogue.ts'
import { featureGroups } from './feature.ts'
import { Featuriser } from './featuriser.ts'

/** The value of a feature for the last of some acts, worked out by hand: one for every feature. */
const cases: Record<FeatureName, Case> = { ...ownCases, ...moreCases, ...peerCases }

function lastRow(acts: Act[]): Float32Array {
  return new Featuriser().featurise(acts).rows.subarray((acts.length - 1) * featureCount)
}

describe('catalogue', () => {
  it('has distinct names, every group, and a sentence each', () => {
    expect(new Set(catalogue.map((feature) => feature.name)).size).toBe(featureCount)
    expect(new Set(catalogue.map((feature) => feature.group)).size).toBe(featureGroups.length)
    for (const feature of catalogue) expect(feature.doc).toMatch(/^[A-Z\d\-l].*\.$/)
  })

  it.each(Object.entries(cases))('%s', (name, { acts, value }) => {
    expect(lastRow(acts)[column[name as FeatureName]]).toBeCloseTo(value, name.endsWith('_z') ? 2 : 3)
  })

  it('knows nothing of bytes on an attempt, nor of places on a flow', () => {
    const attempt = lastRow(at([0], { ...failure, bytesUp: 5 }))
    expect(attempt[column.bytes_up]).toBeNaN()
    expect(lastRow(at([0], flow))[column.country_novelty_user]).toBeNaN()
  })

  it('finds no speed in the error of GeoIP, and believes no journey under ten minutes', () => {
    const near = { ...gulf, longitude: 0.4 }
    expect(
      lastRow([...at([-1000], { place: gulf }), ...at([0], { place: near })])[column.speed_previous],
    ).toBe(0)
    const far = lastRow([...at([-1000], { place: gulf }), ...at([0], { place: quarter })])
    expect(far[column.speed_previous]).toBeCloseTo(Math.log1p(6 * 10_007.557), 3)
  })
})
