import { YearClock } from './year-clock.ts'
import type { YearlessDate } from './yearless-dates.ts'

const dayMs = 86_400_000
/** So many years back a log is looked for at most. */
const mostYears = 60

interface AssumedYear {
  /** Of the first line. */
  year: number
  /** How often the dates pass New Year. */
  turns: number
}

/**
 * The year of the first of dates that carry none: the newest under which no date lies more than a day after the last writing of
 * the file, counted back from the last of them.
 * @param modified epoch ms
 */
export function assumeYear(dates: readonly YearlessDate[], modified: number): AssumedYear | undefined {
  const written = new Date(modified).getUTCFullYear()
  for (let first = written; first > written - mostYears; first--) {
    const clock = new YearClock(first)
    if (!takes(clock, dates, first) || clock.newest * dayMs > modified + dayMs) continue
    return { year: first, turns: Math.abs(clock.year - first) }
  }
  return undefined
}

/** Whether no date leaves out a year: a 29 February would. */
function takes(clock: YearClock, dates: readonly YearlessDate[], first: number): boolean {
  return dates.every(({ month, day }, i) => {
    const next = i === 0 ? first : clock.year + 1
    return clock.yearOf(month, day) <= next
  })
}

/** What an analyst should know of it. */
export function yearNote(year: number, modified: number, isChosen: boolean, turns = 0): string {
  if (isChosen) return `year ${year} for the first line, as chosen: the lines carry none`
  const written = new Date(modified).toISOString().slice(0, 10)
  if (turns === 0)
    return `year ${year} assumed for the first line: the lines carry none and the file was last written on ${written}`
  const times = turns === 1 ? 'once' : `${turns} times`
  return `year ${year} assumed for the first line: the lines carry none, their dates pass New Year ${times}, and the file was last written on ${written}`
}
