import { describe, expect, it } from 'vitest'
import { beaconingSignal, steadiness } from './beaconing.ts'
import { day, flow, hour, monday, seen, times } from './signals.fixture.ts'
import { minute, second } from './units.ts'

const outside = '45.77.1.2'
const colleagues = ['ann', 'ben', 'cem']

describe('beaconing', () => {
  const calls = (
    step: (i: number) => number,
    count = 60,
    destination = outside,
  ): ReturnType<typeof flow>[] => {
    let time = monday
    return Array.from({ length: count }, (_, i) => {
      time += step(i)
      return flow(time, 'alice', destination, 443, { bytesUp: 512 })
    })
  }
  it('speaks of a steady beat', () => {
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute),
      )[0]?.title,
    ).toBe(`alice calls ${outside} every 5 min`)
    expect(
      seen(
        beaconingSignal,
        calls((i) => 5 * minute + (i % 3) * second),
      ),
    ).not.toEqual([])
  })
  it('is surer on the second and third day, and says so then', () => {
    const daily = [0, 1, 2].flatMap((i) =>
      times(40, monday + i * day, 5 * minute).map((t) => flow(t, 'alice', outside, 443, { bytesUp: 512 })),
    )
    const told = seen(beaconingSignal, daily).map(({ confidence }) => confidence)
    expect(told).toHaveLength(3)
    expect(told.toSorted((a, b) => a - b)).toEqual(told)
    expect(told[2]).toBe(0.9)
  })
  it('is silent for few calls, a burst, and a person who clicks', () => {
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute, 23),
      ),
    ).toEqual([])
    expect(
      seen(
        beaconingSignal,
        calls(() => second),
      ),
    ).toEqual([])
    expect(
      seen(
        beaconingSignal,
        calls((i) => ([1, 9, 2, 40, 3, 0.5, 17][i % 7] ?? 0) * minute),
      ),
    ).toEqual([])
  })
  it('excuses what others call too, and time servers', () => {
    const popular = colleagues.map((user) => flow(monday - hour, user, outside, 443))
    expect(
      seen(
        beaconingSignal,
        calls(() => 5 * minute),
        popular,
      ),
    ).toEqual([])
    const ntp = calls(() => 5 * minute).map((one) => ({ ...one, destinationPort: 123 }))
    expect(seen(beaconingSignal, ntp)).toEqual([])
  })
  it('scores steadiness as RITA does', () => {
    expect(steadiness([60, 60, 60, 60])).toBe(1)
    expect(steadiness([10, 20, 30, 40, 50])).toBeCloseTo((1 + (30 - 10) / 30) / 2)
  })
})
