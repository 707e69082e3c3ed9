import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Verdict } from './verdicts.ts'
import { Verdicts } from './verdicts.ts'

const verdict = (incident: number, confirmed: boolean, user = 'alice', rule = 'new-device'): Verdict => ({
  incident: `incident ${incident}`,
  rule,
  user,
  confirmed,
})
const several = (count: number, confirmed: boolean, user?: string): Verdict[] =>
  Array.from({ length: count }, (_, i) => verdict(i, confirmed, user))

describe('Verdicts', () => {
  it('change nothing while there are none, nor for a rule nobody judged', () => {
    expect(new Verdicts([]).record('new-device', 'alice')).toBe(1)
    expect(new Verdicts(several(5, false)).record('brute-force', 'alice')).toBe(1)
  })
  it('follow (1 + TP) / (2 + TP + FP), relative to the half that no verdict means', () => {
    const three = new Verdicts([verdict(1, false, ''), verdict(2, false, ''), verdict(3, true, '')])
    expect(three.record('new-device', '')).toBe(0.8)
    expect(new Verdicts(several(2, true, '')).record('new-device', 'bob')).toBe(1.5)
  })
  it('hold a rule for less with the person it was wrong of than with others', () => {
    const verdicts = new Verdicts(several(4, false, 'alice'))
    const [alice, bob] = [verdicts.record('new-device', 'alice'), verdicts.record('new-device', 'bob')]
    expect(bob).toBe(0.33)
    expect(alice).toBe(0.11)
  })
  it('count an incident of many victims once', () => {
    const victims = ['a', 'b', 'c', 'd'].map((user) => verdict(1, false, user))
    expect(new Verdicts(victims).record('new-device', 'nobody')).toBe(0.67)
  })
  it('stay within 0 and 2, lower with each false alarm and higher with each confirmation', () => {
    const count = fc.nat({ max: 200 })
    fc.assert(
      fc.property(count, count, (right, wrong) => {
        const all = [
          ...several(right, true),
          ...several(wrong, false).map((v) => ({ ...v, incident: `w${v.incident}` })),
        ]
        const before = new Verdicts(all).record('new-device', 'alice')
        const after = (confirmed: boolean) =>
          new Verdicts([...all, verdict(999, confirmed)]).record('new-device', 'alice')
        expect(before).toBeGreaterThanOrEqual(0)
        expect(before).toBeLessThanOrEqual(2)
        expect(after(false)).toBeLessThanOrEqual(before)
        expect(after(true)).toBeGreaterThanOrEqual(before)
      }),
    )
  })
})
