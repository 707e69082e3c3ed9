import { daysOf, epochDay } from './calendar.ts'

/** Lines of one source are so many days out of order at most (ours): a relay that was cut off delivers weeks late. */
const mostDisorder = 31
/** A wrong clock (a device that started without its time) is put right within so many days. */
const mostWrong = 1
const leapDay = 229
/** The longest way from one leap year to the next (1896 to 1904). */
const leapCycle = 8

/**
 * The years of dates that carry none, in the order of their lines. Dates go on: one that is more than a month before the newest
 * so far is of the next year. Where they jump and are back within a day, a clock was wrong, and the year goes on from before.
 */
export class YearClock {
  #year: number
  /** The newest date so far, days since 1970. */
  #newest = NaN
  /** The newest date before the last jump, and where that led to. */
  #before = NaN
  #landed = NaN
  #beforeYear: number
  /** Most lines are of the same day as the line before. */
  #lastDate = 0
  #lastYear: number

  /** @param year of the first date */
  constructor(year: number) {
    this.#year = year
    this.#beforeYear = year
    this.#lastYear = year
  }

  /** The newest date so far, days since 1970; NaN before the first. */
  get newest(): number {
    return this.#newest
  }

  /** Of the newest date so far. */
  get year(): number {
    return this.#year
  }

  /** @param month 1..12 @param day 1..31 */
  yearOf(month: number, day: number): number {
    const date = month * 100 + day
    if (date === this.#lastDate) return this.#lastYear
    this.#lastDate = date
    this.#lastYear = this.#settle(month, day)
    return this.#lastYear
  }

  #settle(month: number, day: number): number {
    if (Number.isNaN(this.#newest)) return this.#goOn(nextValid(this.#year, month, day), month, day)
    if (this.#newest - this.#landed <= mostWrong) {
      const year = nearestYear(this.#before, this.#beforeYear, month, day)
      const back = epochDay(year, month, day)
      if (Math.abs(back - this.#before) <= mostWrong) {
        this.#newest = this.#before
        this.#year = this.#beforeYear
        this.#landed = NaN
        return this.#goOn(year, month, day)
      }
    }
    const oldest = this.#newest - mostDisorder
    let year = nextValid(this.#year - 1, month, day)
    while (epochDay(year, month, day) < oldest) year = nextValid(year + 1, month, day)
    const here = epochDay(year, month, day)
    if (here > this.#newest + mostDisorder) {
      this.#before = this.#newest
      this.#beforeYear = this.#year
      this.#landed = here
    }
    return this.#goOn(year, month, day)
  }

  #goOn(year: number, month: number, day: number): number {
    const here = epochDay(year, month, day)
    if (this.#newest >= here) return year
    this.#newest = here
    this.#year = year
    return year
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
