import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { ClockCheck } from './clock-check.ts'
import { DuplicateLines, duplicateWindow } from './duplicate-lines.ts'
import { RecordKinds } from './record-kinds.ts'
import { Silences } from './silences.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const monday = Date.UTC(2026, 2, 2)

function silencesOf(times: Iterable<number>) {
  const silences = new Silences()
  for (const time of times) silences.add(time)
  return silences.report()
}

/** A record every minute from 7 to 19 o'clock, except in the given hours. */
function* officeDays(days: number, isOut: (time: number) => boolean = () => false): Generator<number> {
  for (let time = monday; time < monday + days * day; time += minute) {
    const clock = time % day
    if (clock >= 7 * hour && clock < 19 * hour && !isOut(time)) yield time
  }
}

describe('gaps', () => {
  test('nights are no gaps, an outage longer than a night is', () => {
    expect(silencesOf(officeDays(10)).count).toBe(0)
    const from = monday + 4 * day
    const { count, longest, thresholdMs } = silencesOf(
      officeDays(10, (time) => time >= from && time < from + day),
    )
    expect(count).toBe(1)
    expect(longest).toEqual([
      { from: monday + 3 * day + 19 * hour - minute, to: monday + 5 * day + 7 * hour },
    ])
    expect(thresholdMs).toBeCloseTo(1.5 * (12 * hour + minute), -3)
  })

  test('a source that writes day and night has a gap after ten times its usual interval', () => {
    const times = Array.from({ length: 5 * 1440 }, (_, i) => monday + i * minute)
    const isOut = (time: number) => time > monday + 2 * day && time <= monday + 2 * day + 30 * minute
    expect(silencesOf(times).count).toBe(0)
    expect(silencesOf(times.filter((time) => !isOut(time)))).toMatchObject({
      count: 1,
      longest: [{ from: monday + 2 * day, to: monday + 2 * day + 31 * minute }],
    })
  })

  test('the ten longest of many, in order of time; never more memory', () => {
    const times: number[] = []
    let time = monday
    for (let i = 0; i < 36_000; i++) times.push((time += i % 150 === 149 ? 10 * minute + 1000 + i : 100))
    const { count, longest } = silencesOf(times)
    expect(count).toBe(200)
    expect(longest).toHaveLength(10)
    expect(longest.map(({ from }) => from)).toEqual(longest.map(({ from }) => from).toSorted((a, b) => a - b))
  })

  test('any times: gaps lie within them and are longer than the threshold', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e13, max: 1e13 })), (times) => {
        const { longest, thresholdMs } = silencesOf(times)
        for (const { from, to } of longest) {
          expect(to - from).toBeGreaterThan(thresholdMs)
          expect(times).toContain(from)
          expect(times).toContain(to)
        }
      }),
    )
  })
})

test('a clock that steps back or runs ahead of the file', () => {
  const clock = new ClockCheck(monday + hour)
  for (const time of [0, hour, hour - 30_000, hour - 2 * minute, hour + 10 * minute]) clock.add(monday + time)
  expect(clock.report()).toEqual({
    steppedBack: 1,
    furthestBackMs: 2 * minute,
    beyondWriting: 1,
    furthestBeyondMs: 10 * minute,
  })
})

test('steps back by whole hours are told from disorder', () => {
  const notesOf = (minutes: readonly number[]) => {
    const clock = new ClockCheck(monday + day)
    for (const time of minutes) clock.add(monday + time * minute)
    return clock.notes()
  }
  expect(notesOf([0, 30, 59, 0, 30, 59, 61])).toEqual([
    'times step back by whole hours once (first after 2026-03-02T00:59:00.000Z): summer time ended while clocks were local, or devices of several zones are mixed',
  ])
  expect(notesOf([0, 121, 1, 122, 2, 123])).toEqual([expect.stringContaining('by whole hours 2 times')])
  expect(notesOf([0, 30, 5, 40, 10, 75, 15])).toEqual([])
  expect(notesOf([240, 180, 120, 60, 0])).toEqual([])
  expect(notesOf([0, 1, 2])).toEqual([])
})

test('lines that repeat one of the last thousand are counted', () => {
  const duplicates = new DuplicateLines()
  const lines = [
    'a',
    'b',
    'a',
    'a',
    ...Array.from({ length: duplicateWindow }, (_, i) => `line ${i}`),
    'b',
    'line 9',
  ]
  for (const [i, line] of lines.entries()) duplicates.add(line, i + 1)
  expect(duplicates.report()).toEqual({ count: 3, lines: [3, 4, lines.length] })
})

test('kinds are counted, and bounded', () => {
  const kinds = new RecordKinds()
  kinds.add({ '@timestamp': 0 })
  for (let i = 0; i < 1000; i++)
    kinds.add({
      '@timestamp': 0,
      'event.category': ['network', 'session'],
      'event.action': `act-${Math.min(i, 400)}`,
    })
  const list = kinds.list()
  expect(list[0]).toEqual({ category: 'other', action: 'other', records: 701 })
  expect(list.length).toBeLessThan(305)
  expect(list.reduce((sum, { records }) => sum + records, 0)).toBe(1001)
})
