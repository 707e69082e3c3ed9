import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prioritise } from './priority.ts'
import { severityOf } from './severity.ts'

const line = (
  impact: number,
  confidence: number,
  family = String(impact),
): Parameters<typeof prioritise>[0][number] => ({
  name: family,
  impact,
  confidence,
  family,
})

describe('prioritise', () => {
  it('gives one line impact x confidence', () => {
    expect(prioritise([line(70, 0.6)], []).score).toBe(42)
  })
  it('joins independent lines as a noisy-or, and repeats of one family at k^-1.5', () => {
    expect(prioritise([line(80, 0.5), line(50, 1)], []).score).toBe(70)
    expect(prioritise([line(50, 1, 'a'), line(50, 1, 'a')], []).score).toBeCloseTo(
      100 * (1 - 0.5 * (1 - 0.5 / 2 ** 1.5)),
      1,
    )
  })
  it('multiplies odds as Elastic does for criticality', () => {
    const doubled = prioritise([line(36.16, 1, 'a'), line(0, 1, 'b')], [{ name: 'x', odds: 2, text: '' }])
    expect(doubled.score).toBeCloseTo(53.11, 1)
  })
  it('holds a weak line that stands alone below medium', () => {
    const context = [{ name: 'x', odds: 4, text: '' }]
    const alone = prioritise([line(40, 1)], context)
    expect(severityOf(alone.score)).toBe('low')
    expect(alone.held).toBeLessThan(0)
    expect(severityOf(prioritise([line(40, 1), line(30, 0.5)], context).score)).not.toBe('low')
  })
  it('holds a novelty below medium where only lines of its family bear it out', () => {
    const both = [{ ...line(50, 0.7, 'country'), novelty: true }, line(40, 1, 'country')]
    expect(severityOf(prioritise(both, []).score)).toBe('low')
    expect(severityOf(prioritise([...both, line(25, 0.5, 'device')], []).score)).toBe('medium')
    expect(severityOf(prioritise(both, [{ name: 'x', odds: 1.4, text: '' }]).score)).toBe('medium')
    expect(severityOf(prioritise([line(75, 0.5, 'bytes'), line(40, 1, 'bytes')], []).score)).toBe('medium')
  })
  it('is less sure on an immature baseline, and follows the record of a rule up to its full impact', () => {
    const one = line(60, 0.8)
    expect(prioritise([{ ...one, maturity: 0.5 }], []).score).toBe(24)
    expect(prioritise([{ ...one, record: 0.25 }], []).score).toBe(12)
    expect(prioritise([{ ...one, record: 2 }], []).score).toBe(60)
    expect(prioritise([{ ...one, maturity: 1, record: 1 }], [])).toMatchObject({ score: 48, confidence: 0.8 })
  })
  it('shows every factor of a line', () => {
    const [first, second] = prioritise(
      [line(60, 0.5, 'a'), { ...line(50, 0.5, 'a'), maturity: 0.5, record: 1.5 }],
      [],
    ).lines
    expect(first).toEqual({
      name: 'a',
      impact: 60,
      confidence: 0.5,
      maturity: 1,
      record: 1,
      weight: 1,
      points: 30,
    })
    expect(second).toMatchObject({ maturity: 0.5, record: 1.5, weight: 0.35 })
  })
  it('has points that add up to a score within 0..100, for any input', () => {
    const number = fc.double({ min: -10, max: 200, noNaN: true })
    const lines = fc.array(
      fc.tuple(number, number).map(([impact, confidence]) => line(impact, confidence)),
      { maxLength: 8 },
    )
    const odds = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { maxLength: 4 })
    fc.assert(
      fc.property(lines, odds, (some, factors) => {
        const result = prioritise(
          some,
          factors.map((factor) => ({ name: 'x', odds: factor, text: '' })),
        )
        const points = [...result.lines, ...result.circumstances].reduce(
          (sum, term) => sum + term.points,
          result.held,
        )
        expect(points).toBeCloseTo(result.score, 6)
        expect(result.score).toBeGreaterThanOrEqual(0)
        expect(result.score).toBeLessThanOrEqual(100)
      }),
    )
  })
})
