import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo, layCounters, momentsOf, sumOf } from './rolling-counters.ts'
import { minute } from '../event/time-units.ts'

const { counters, end } = layCounters({
  minutes: { bucketMs: 60_000, buckets: 10 },
  hours: { bucketMs: 3_600_000, buckets: 24 },
})

describe('rolling counters', () => {
  it('agrees with a list of everything, late amounts included', () => {
    const step = fc.record({
      ahead: fc.integer({ min: -9, max: 30 }),
      amount: fc.integer({ min: 0, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const bank = new Float32Array(end)
        const seen: { bucket: number; amount: number }[] = []
        let head = 1000
        for (const { ahead, amount } of steps) {
          const bucket = head + ahead
          head = Math.max(head, bucket)
          seen.push({ bucket, amount })
          addTo(bank, counters.minutes, bucket * minute + 5, amount)
          const expected = (at: number) =>
            seen
              .filter((entry) => entry.bucket > at - 5 && entry.bucket <= at)
              .reduce((sum, entry) => sum + entry.amount, 0)
          // A late record asks as of its own time: what came after it does not count.
          for (const at of [head, head - 2, head - 5])
            expect(sumOf(bank, counters.minutes, at * minute + 59_000, 5 * minute)).toBe(expected(at))
        }
      }),
      { seed: 1 },
    )
  })

  it('gives mean and deviation of the window, late amounts included', () => {
    const laid = layCounters({ sizes: { bucketMs: minute, buckets: 5, moments: true } })
    const step = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 20 }))
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (steps) => {
        const bank = new Float32Array(laid.end)
        const seen: { bucket: number; amount: number }[] = []
        let head = 1000
        for (const [ahead, amount] of steps) {
          const bucket = head + ahead
          head = Math.max(head, bucket)
          seen.push({ bucket, amount })
          addTo(bank, laid.counters.sizes, bucket * minute, amount)
        }
        const amounts = seen.filter(({ bucket }) => bucket > head - 5).map(({ amount }) => amount)
        const found = { mean: 0, deviation: 0 }
        momentsOf(bank, laid.counters.sizes, head * minute + 1, found)
        const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length
        const variance = amounts.reduce((sum, amount) => sum + (amount - mean) ** 2, 0) / amounts.length
        if (amounts.length > 0) expect(found.mean).toBeCloseTo(mean, 4)
        else expect(found.mean).toBeNaN()
        if (amounts.length > 1) expect(found.deviation).toBeCloseTo(Math.sqrt(variance), 2)
        else expect(found.deviation).toBeNaN()
      }),
      { seed: 1 },
    )
  })

  it('keeps counters apart and drops what is older than the window', () => {
    const bank = new Float32Array(end)
    addTo(bank, counters.hours, 100 * minute, 3)
    addTo(bank, counters.minutes, 100 * minute, 1)
    addTo(bank, counters.minutes, 90 * minute, 1)
    expect(sumOf(bank, counters.minutes, 100 * minute, 10 * minute)).toBe(1)
    expect(sumOf(bank, counters.hours, 100 * minute, 24 * 60 * minute)).toBe(3)
  })

  it('comes to an end at any time', () => {
    const bank = new Float32Array(end)
    for (const time of [0, -1, 1e300, NaN, 5]) addTo(bank, counters.minutes, time, 1)
    for (const time of [0, -1, 1e300, NaN])
      expect(sumOf(bank, counters.minutes, time, minute)).toBeTypeOf('number')
  })
})
