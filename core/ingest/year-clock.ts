import { daysOf, epochDay } from './calendar.ts'

/** A line is so many days older than the one before it at most (ours): a relay that was cut off delivers weeks late. */
const mostDisorder = 31
/** A wrong clock (a device that started without its time) is put right within so many days. */
const mostWrong = 1
const leapDay = 229
/** The longest way from one leap year to the next (1896 to 1904). */
const leapCycle = 8

/**
 * The years of dates that carry none, in the order of their lines. Dates go on, or go back in small steps where the newest line
 * stands first: one that is more than a month before the last one is of the next year. Where they jump and are back within a
 * day, a clock was wrong, and the year goes on from before.
 */
export class YearClock {
  #year: number
  /** The last date, days since 1970. */
  #last = NaN
  #newest = -Infinity
  /** What was before the last jump, and the day where that led to. */
  #before = { year: 0, last: NaN, newest: -Infinity }
  #landed = NaN
  /** Most lines are of the same day as the line before. */
  #lastDate = 0

  /** @param year of the first date */
  constructor(year: number) {
    this.#year = year
  }

  /** The newest date so far, days since 1970. */
  get newest(): number {
    return this.#newest
  }

  /** Of the last date. */
  get year(): number {
    return this.#year
  }

  /** @param month 1..12 @param day 1..31 */
  yearOf(month: number, day: number): number {
    const date = month * 100 + day
    if (date !== this.#lastDate) this.#go(month, day)
    this.#lastDate = date
    return this.#year
  }

  #go(month: number, day: number): void {
    if (Math.abs(this.#last - this.#landed) <= mostWrong) {
      const year = nearestYear(this.#before.last, this.#before.year, month, day)
      if (Math.abs(epochDay(year, month, day) - this.#before.last) <= mostWrong) {
        this.#newest = this.#before.newest
        this.#landed = NaN
        this.#take(year, epochDay(year, month, day))
        return
      }
    }
    const oldest = this.#last - mostDisorder
    let year = nextValid(Number.isNaN(oldest) ? this.#year : this.#year - 1, month, day)
    while (epochDay(year, month, day) < oldest) year = nextValid(year + 1, month, day)
    const here = epochDay(year, month, day)
    if (here > this.#last + mostDisorder) {
      this.#before = { year: this.#year, last: this.#last, newest: this.#newest }
      this.#landed = here
    }
    this.#take(year, here)
  }

  #take(year: number, here: number): void {
    this.#year = year
    this.#last = here
    this.#newest = Math.max(this.#newest, here)
  }
}

/** That year or the next that has the date: not every one has a 29 February. */
function nextValid(year: number, month: number, day: number): number {
  if (month * 100 + day !== leapDay) return year
  for (let later = year; later < year + leapCycle; later++) if (daysOf(later, 2) === 29) return later
  return year
}

/** Of the years beside, the one in which the date lies nearest to a day. */
function nearestYear(to: number, year: number, month: number, day: number): number {
  let nearest = year
  for (const other of [year - 1, year + 1])
    if (Math.abs(epochDay(other, month, day) - to) < Math.abs(epochDay(nearest, month, day) - to))
      nearest = other
  return nearest
}
