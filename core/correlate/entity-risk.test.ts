import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAlert, deed, hour, monday, spray } from './correlate.fixture.ts'
import { riskAt, riskKeys, riskPeak, riskSeries } from './entity-risk.ts'

const alertOf = (score: number, time = monday) => createAlert({ score, time })

describe('risk', () => {
  it("reproduces the example of Elastic's documentation", () => {
    const alerts = [70, 45, 21, 21, 21].map((score) => alertOf(score))
    expect(riskAt(alerts, monday).score).toBeCloseTo(36.16, 1)
  })
  it('halves with a day, forgets after two weeks, and knows nothing of later alerts', () => {
    const alert = alertOf(80)
    const now = riskAt([alert], monday).score
    expect(riskAt([alert], monday + 24 * hour).score).toBeCloseTo(now / 2, 1)
    expect(riskAt([alert], monday + 24 * 14 * hour)).toMatchObject({ score: 0, contributions: [] })
    expect(riskAt([alert], monday - 1).score).toBe(0)
  })
  it('tells what each alert adds, and sums up what is too much to tell', () => {
    const alerts = Array.from({ length: 14 }, (_, i) => alertOf(50, monday + i * hour))
    const { score, contributions, others } = riskAt(alerts, monday + 14 * hour)
    expect(contributions).toHaveLength(10)
    expect(others.count).toBe(4)
    expect(contributions[0]).toMatchObject({ alert: alerts.at(-1)?.id, age: hour, score: 50 })
    const points = contributions.reduce((total, one) => total + one.points, others.points)
    expect(points).toBeCloseTo(score, 1)
  })
  it('stays within 0 and 100 and adds up for any alerts', () => {
    const some = fc.array(
      fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: -400, max: 400 })),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(some, (pairs) => {
        const risk = riskAt(
          pairs.map(([score, hours]) => alertOf(score, monday + hours * hour)),
          monday,
        )
        expect(risk.score).toBeGreaterThanOrEqual(0)
        expect(risk.score).toBeLessThanOrEqual(100)
        const points = risk.contributions.reduce((total, one) => total + one.points, risk.others.points)
        expect(points).toBeCloseTo(risk.score, 5)
      }),
    )
  })
  it('shows its highest in each step of time', () => {
    const alerts = [alertOf(80, monday + 2 * hour), alertOf(40, monday + 30 * hour)]
    const { step, values } = riskSeries(alerts, { start: monday, end: monday + 48 * hour, count: 4 })
    expect(step).toBe(12 * hour)
    expect(values[0]).toBe(riskAt(alerts, monday + 2 * hour).score)
    expect(values[1]).toBe(riskAt(alerts, monday + 12 * hour).score)
    expect(values[2]).toBe(riskAt(alerts, monday + 30 * hour).score)
    expect(values[3]).toBeLessThan(values[2] ?? 0)
    expect(riskPeak(alerts)).toBe(monday + 2 * hour)
    expect(riskPeak([])).toBeUndefined()
  })
  it('falls on who acted, not on the victims of guessing nor on shared addresses', () => {
    expect(riskKeys(spray(monday, '203.0.113.9', ['a', 'b', 'c']))).toEqual([
      { kind: 'address', name: '203.0.113.9' },
    ])
    const office = deed(monday, 'alice', 'new-device', 'T1078', {
      shared: ['62.1.1.1'],
      entities: { users: ['alice'], sourceIps: ['62.1.1.1'] },
    })
    expect(riskKeys(office)).toEqual([{ kind: 'person', name: 'alice' }])
  })
})
