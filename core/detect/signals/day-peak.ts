import { through } from '../../memory/codec.ts'
import { day } from './units.ts'

/** The highest level an actor reached on any earlier day: what they do as their work. */
export class DayPeak {
  static readonly codec = through(
    (one: DayPeak) => ({ day: one.#day, today: one.#today, earlier: one.#earlier }),
    ({ day, today, earlier }) => {
      const one = new DayPeak()
      one.#day = day
      one.#today = today
      one.#earlier = earlier
      return one
    },
  )
  #day = -1
  #today = 0
  #earlier = 0

  /** Notes a level and returns the peak of earlier days. */
  note(time: number, level: number): number {
    const now = Math.floor(time / day)
    if (now > this.#day) {
      this.#earlier = Math.max(this.#earlier, this.#today)
      this.#day = now
      this.#today = 0
    }
    this.#today = Math.max(this.#today, level)
    return this.#earlier
  }
}
