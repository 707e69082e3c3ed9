import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Act } from '../event/act.ts'
import { actOf } from './act.fixture.ts'
import { column, featureCount } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import { Featuriser } from './featuriser.ts'
import { mostHeld } from './held-lessons.ts'
import { hour, minute } from '../event/time-units.ts'

const monday = Date.UTC(2026, 2, 2, 9)
const brazil = { country: 'BR', city: 'Recife', latitude: -8.05, longitude: -34.9 }

const acts = Array.from({ length: 120 }, (_, i) =>
  actOf({
    id: `log#${i}`,
    time: monday + i * 7 * minute - (i % 5) * 3 * minute,
    place: i % 11 === 0 ? brazil : actOf().place,
    deviceId: `laptop-${i % 4}`,
  }),
)
const isFlagged = (act: Act): boolean => act.place === brazil

/** Featurises all acts; batches and the delay of verdicts come from `choices`. */
function run(choices: readonly { size: number; delay: number }[]): { rows: Float32Array; withheld: number } {
  const featuriser = new Featuriser({ holdMs: hour })
  const rows = new Float32Array(acts.length * featureCount)
  const waiting: Act[][] = []
  const judge = (): void =>
    featuriser.judge((waiting.shift() ?? []).map((act) => (isFlagged(act) ? 'nothing' : 'all')))
  let from = 0
  for (let turn = 0; from < acts.length; turn++) {
    const { size = 1, delay = 0 } = choices[turn % choices.length] ?? {}
    const wanted = acts.slice(from, from + size)
    while (featuriser.reach(wanted) === 0) judge()
    const batch = featuriser.featurise(wanted.slice(0, featuriser.reach(wanted)))
    rows.set(batch.rows, from * featureCount)
    from += batch.acts.length
    waiting.push(batch.acts)
    while (waiting.length > delay) judge()
  }
  return { rows, withheld: featuriser.counts.withheld }
}

describe('held lessons', () => {
  it('give the same rows whatever the batches and however late the verdicts', () => {
    const one = run([{ size: 1, delay: 0 }])
    expect(one.withheld).toBeGreaterThan(5)
    const choice = fc.record({ size: fc.integer({ min: 1, max: 40 }), delay: fc.integer({ min: 0, max: 5 }) })
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 9 }), (choices) => {
        expect(run(choices)).toEqual(one)
      }),
      { numRuns: 40 },
    )
  })

  it('do not teach what was flagged, and teach what was not only after the hold', () => {
    const novelty = (verdict: Teaching, later: number): number => {
      const featuriser = new Featuriser({ holdMs: hour })
      featuriser.featurise([actOf({ time: monday }), actOf({ time: monday + minute, place: brazil })])
      featuriser.judge(['all', verdict])
      featuriser.featurise([actOf({ time: monday + later - minute })])
      const probe = featuriser.featurise([actOf({ time: monday + later, place: brazil })])
      return probe.rows[column.country_novelty_user] ?? NaN
    }
    const nothingKnown = Math.LN2
    expect(novelty('all', 30 * minute)).toBeCloseTo(nothingKnown, 5)
    expect(novelty('all', 3 * hour)).toBeCloseTo(Math.log(3 / 1.5), 2)
    // What goes beyond ln 2 counts half of somebody hardly known.
    expect(novelty('nothing', 3 * hour)).toBeCloseTo((nothingKnown + Math.log(2 / 0.5)) / 2, 2)
  })

  it('of quantities are withheld where a weak alert spoke, those of values are not', () => {
    const featuriser = new Featuriser({ holdMs: hour })
    const ends = Array.from({ length: 20 }, (_, i) =>
      actOf({
        kind: 'end',
        time: monday + i * 24 * hour,
        bytesUp: i < 10 ? 999 : 9_999_999,
        reason: i < 10 ? 'user' : 'idle',
      }),
    )
    for (const end of ends) {
      featuriser.featurise([end])
      featuriser.judge([end.bytesUp === 999 ? 'all' : 'values'])
    }
    const probe = actOf({ kind: 'end', time: monday + 30 * 24 * hour, bytesUp: 999, reason: 'idle' })
    const { rows, usual } = featuriser.featurise([probe])
    expect(usual[column.bytes_up]).toBeCloseTo(Math.log(1000), 2)
    expect(rows[column.reason_novelty]).toBeLessThan(1)
  })

  it('do not pile up where time stands still', () => {
    const featuriser = new Featuriser({ holdMs: hour })
    const stuck = Array.from({ length: mostHeld + 10 }, () => actOf({ kind: 'flow', time: monday }))
    expect(featuriser.reach(stuck)).toBe(mostHeld)
    featuriser.featurise(stuck.slice(0, mostHeld))
    expect(featuriser.reach(stuck.slice(mostHeld))).toBe(0)
    featuriser.judge(stuck.slice(0, mostHeld).map(() => 'nothing'))
    expect(featuriser.reach(stuck.slice(mostHeld))).toBe(10)
    featuriser.featurise(stuck.slice(mostHeld))
    expect(featuriser.counts.withheld).toBe(10)
  })
})
