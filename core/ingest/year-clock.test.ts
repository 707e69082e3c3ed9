import { describe, expect, it } from 'vitest'
import { assumeYear } from './assumed-year.ts'
import { YearClock } from './year-clock.ts'

/** `1102`: 2 November. */
const date = (text: number) => ({ month: Math.floor(text / 100), day: text % 100 })

function yearsOf(first: number, dates: readonly number[]): number[] {
  const clock = new YearClock(first)
  return dates.map((text) => clock.yearOf(date(text).month, date(text).day))
}

describe('YearClock', () => {
  it.each([
    [
      'goes on at New Year, and knows a late December line',
      [1130, 1231, 101, 1231, 101, 601],
      [0, 0, 1, 0, 1, 1],
    ],
    ['goes on through years with few lines', [206, 1230, 102, 1102, 206], [0, 0, 1, 1, 2]],
    ['goes on by any step back of more than a month', [803, 310, 120], [0, 1, 2]],
    ['stays where lines are weeks out of order', [1120, 1101, 1121], [0, 0, 0]],
    [
      'forgets a device that started without its time',
      [810, 101, 101, 810, 811, 101, 812],
      [0, 1, 1, 0, 0, 1, 0],
    ],
    [
      'goes back where the newest line stands first',
      [310, 220, 120, 102, 1230, 1201, 1105],
      [0, 0, 0, 0, -1, -1, -1],
    ],
    ['forgets a clock that was ahead', [810, 1224, 1225, 811, 1224], [0, 0, 0, 0, 0]],
  ])('%s', (_, dates, years) => {
    expect(yearsOf(2001, dates).map((year) => year - 2001)).toEqual(years)
  })

  it('gives 29 February a year that has it', () => {
    expect(yearsOf(2023, [1231, 228, 229, 301])).toEqual([2023, 2024, 2024, 2024])
    expect(yearsOf(2025, [229])).toEqual([2028])
  })
})

describe('assumeYear', () => {
  const modified = Date.UTC(2026, 11, 1, 12)
  it.each([
    [[1130, 1201], { year: 2026, turns: 0 }],
    [[1201, 1202], { year: 2026, turns: 0 }],
    [[1201, 1203], { year: 2025, turns: 0 }],
    [[105, 601, 1231], { year: 2025, turns: 0 }],
    [[206, 1230, 102, 1102, 206], { year: 2024, turns: 2 }],
    [[1008, 1208, 301], { year: 2025, turns: 1 }],
    [[228, 229, 301], { year: 2024, turns: 0 }],
    [[1231, 229], { year: 2023, turns: 1 }],
    [[810, 101, 810], { year: 2026, turns: 0 }],
    [[310, 220, 120, 102, 1230, 1201, 1105], { year: 2026, turns: 1 }],
    [[1230, 1201, 1105], { year: 2025, turns: 0 }],
  ])('%j', (dates, expected) => {
    expect(assumeYear(dates.map(date), modified)).toEqual(expected)
  })

  it('gives up where no year has the dates', () => {
    const impossible = Array.from({ length: 400 }, (_, i) => date([301, 601, 901, 1201][i % 4] ?? 0))
    expect(assumeYear(impossible, modified)).toBeUndefined()
  })
})
