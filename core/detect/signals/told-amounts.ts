import { through } from '../../memory/codec.ts'
import { day } from './units.ts'

/** Told amounts that are kept. */
const mostKept = 16
/** As often, and over as long a time, must as much have been told before it is somebody's work (ours). */
const enoughTimes = 3
const enoughTime = 14 * day
/** What is less sure is no alert, and so was told to nobody (ours: 15 points of an impact of 75). */
const leastSure = 0.2
/** What is done again sooner is no habit but a theft that goes on (ours). */
const leastGap = 6 * day

/**
 * The amounts that were told of somebody: what comes every week is told a few times, not for ever, though nobody judges it.
 * An amount is like another of half as much or more. After each like it that was told six days ago or earlier the next one
 * counts three fifths; after three of them, over two weeks, it is silent. Only what was told counts, so amounts that are silent
 * raise no level: whoever is patient is told of three times, two weeks before, and gets no more than twice as much by it.
 */
export class ToldAmounts {
  static readonly codec = through(
    (one: ToldAmounts) => one.#told,
    (told) => {
      const one = new ToldAmounts()
      one.#told = told
      return one
    },
  )
  #told: { time: number; amount: number; sure: number }[] = []

  /** What is left of the confidence in an amount, 0..1; 0: it is somebody's work. */
  factor(time: number, amount: number): number {
    const like = this.#told.filter(
      (one) => one.sure >= leastSure && one.amount * 2 >= amount && time - one.time >= leastGap,
    )
    const [first] = like
    if (like.length >= enoughTimes && first !== undefined && time - first.time >= enoughTime) return 0
    return 0.6 ** Math.min(like.length, enoughTimes)
  }

  /** Days before this one, within the last six, of which an amount was told: a theft that goes on is told louder. */
  streak(time: number): number {
    const recent = this.#told.filter((one) => time - one.time < leastGap)
    const days = new Set(recent.map((one) => Math.floor(one.time / day)))
    days.delete(Math.floor(time / day))
    return days.size
  }

  /** @param sure 0..1, by itself */
  tell(time: number, amount: number, sure: number): void {
    this.#told.push({ time, amount, sure })
    if (this.#told.length > mostKept) this.#told.shift()
  }
}
