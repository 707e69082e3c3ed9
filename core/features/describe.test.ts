import { describe, expect, it } from 'vitest'
import { actOf } from './act.fixture.ts'
import { catalogue, column, featureCount } from './catalogue.ts'
import type { FeatureName } from './catalogue.ts'
import { describeReason, describeValue } from './describe.ts'
import { bytes, digits, duration, percent, quantity } from './quantities.ts'

function feature(name: FeatureName) {
  return catalogue[column[name]] ?? catalogue[0]
}

describe('describeReason', () => {
  it.each<[FeatureName, number, number, string]>([
    ['bytes_up', Math.log1p(7.1e9), Math.log1p(120e6), 'uploaded 7.1 GB; usually 120 MB'],
    ['bytes_up', Math.log1p(7.1e9), NaN, 'uploaded 7.1 GB'],
    [
      'failures_user_5m',
      Math.log1p(18),
      Math.log1p(0.1),
      '18 failed sign-ins of this user in 5 minutes; usually 0 failed sign-ins',
    ],
    ['concurrent_sessions', Math.log(2), Math.log(2.1), '1 session of this user open at once, as usual'],
    ['country_novelty_user', -Math.log(0.002), 0, "country seen in 0.2% of this person's sign-ins"],
    ['country_novelty_user', -Math.log(0.99), 0, "country is usual: 99% of this person's sign-ins"],
    ['bytes_up_z', 8.2, 0, 'upload above usual by 8.2 times the usual spread'],
    ['asn_hosting', 1, 0, 'from the network of a hosting provider'],
    [
      'speed_previous',
      Math.log1p(5003.8),
      NaN,
      'reaching this place from the previous sign-in takes 5,004 km/h',
    ],
    ['days_idle', Math.log1p(45), Math.log1p(0.5), 'no activity for 45 days before this; usually 12 hours'],
    ['device_novelty', NaN, NaN, 'device novelty not known'],
  ])('%s', (name, value, usual, sentence) => {
    expect(describeReason(feature(name), value, usual)).toBe(sentence)
  })

  it('says when, given the act and its row', () => {
    const row = new Float32Array(featureCount).fill(NaN)
    row[column.since_sign_in] = Math.log1p(2400)
    const described = { act: actOf({ time: Date.UTC(2026, 2, 2, 3, 12) }), row }
    expect(describeReason(feature('km_previous'), Math.log1p(2310), NaN, described)).toBe(
      '2,310 km from the previous sign-in 40 minutes earlier',
    )
    expect(describeReason(feature('hour_surprise'), -Math.log(0.002), NaN, described)).toBe(
      "active at 03:12 UTC, an hour that holds 0.2% of this person's activity",
    )
  })

  it('has a sentence for every feature and any value', () => {
    for (const each of catalogue)
      for (const value of [-2, 0, 0.5, 1, 3, 40]) {
        const sentence = describeReason(each, value, value / 2)
        expect(sentence).not.toMatch(/NaN|undefined|_/)
        expect(sentence.length).toBeGreaterThan(8)
        expect(describeValue(each, value)).not.toMatch(/NaN|undefined/)
      }
  })
})

describe('quantities', () => {
  it('reads as people write', () => {
    expect([0, 999, 1500, 7.1e9, 3e21].map(bytes)).toEqual(['0 B', '999 B', '1.5 kB', '7.1 GB', '3,000 EB'])
    expect([0, 1, 60, 90, 2400, 7200, 172_800].map(duration)).toEqual([
      '0 seconds',
      '1 second',
      '1 minute',
      '90 seconds',
      '40 minutes',
      '2 hours',
      '2 days',
    ])
    expect([0, 0.0001, 0.002, 0.12, 1].map(percent)).toEqual(['0%', 'less than 0.1%', '0.2%', '12%', '100%'])
    expect([0.04, 2.5, 9.96, 2310.4].map(digits)).toEqual(['0', '2.5', '10', '2,310'])
    expect(quantity(2, 'country', 'countries')).toBe('2 countries')
  })
})
