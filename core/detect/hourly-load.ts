import { through } from '../memory/codec.ts'
import { hour } from '../event/time-units.ts'

const hoursAWeek = 168
/** An hour in which nothing was ever seen still expects this many acts. */
const least = 0.01

/**
 * How many acts to expect in each hour of the week, learned online with a memory of about four weeks. Before an hour of
 * the week has been seen, the mean hour stands in.
 */
export class HourlyLoad {
  static readonly codec = through(
    (one: HourlyLoad) => ({
      means: one.#means,
      weeks: one.#weeks,
      hour: one.#hour,
      count: one.#count,
      hours: one.#hours,
      mean: one.#mean,
      meanRoot: one.#meanRoot,
    }),
    ({ means, weeks, hour: at, count, hours, mean, meanRoot }) => {
      const one = new HourlyLoad()
      one.#means = means
      one.#weeks = weeks
      one.#hour = at
      one.#count = count
      one.#hours = hours
      one.#mean = mean
      one.#meanRoot = meanRoot
      return one
    },
  )
  #means = new Float64Array(hoursAWeek)
  #weeks = new Uint8Array(hoursAWeek)
  #hour = -1
  #count = 0
  #hours = 0
  #mean = 0
  #meanRoot = 1

  add(time: number): void {
    this.advance(time)
    this.#count += 1
  }

  /** Closes the hours before `time`; a time before the running hour changes nothing. */
  advance(time: number): void {
    const now = Math.floor(time / hour)
    if (this.#hour < 0) this.#hour = now
    if (now <= this.#hour) return
    const passed = Math.min(now - this.#hour, hoursAWeek)
    for (let i = 0; i < passed; i++) this.#close((this.#hour + i) % hoursAWeek, i === 0 ? this.#count : 0)
    this.#hour = now
    this.#count = 0
    let roots = 0
    for (let slot = 0; slot < hoursAWeek; slot++) roots += Math.sqrt(this.#expected(slot))
    this.#meanRoot = roots / hoursAWeek
  }

  /** No hour has passed yet. */
  get isYoung(): boolean {
    return this.#hours === 0
  }

  /** Acts expected in the hour of `time`. */
  expected(time: number): number {
    return this.isYoung ? this.mean : this.#expected(Math.floor(time / hour) % hoursAWeek)
  }

  /** Acts in a mean hour so far; the running hour counts while it is the first. */
  get mean(): number {
    return Math.max(least, this.isYoung ? this.#count : this.#mean)
  }

  /**
   * How much an hour counts beside the others of the week, 1 in the mean: the square root of its load, between "the same for
   * each hour" and "the same for each act" (ours).
   */
  weight(time: number): number {
    return this.isYoung ? 1 : Math.sqrt(this.expected(time)) / this.#meanRoot
  }

  #expected(slot: number): number {
    const weeks = this.#weeks[slot] ?? 0
    const own = this.#means[slot] ?? 0
    // One week's worth of trust in the mean hour: shrinks what a single week has shown.
    return Math.max(least, (own * weeks + this.#mean) / (weeks + 1))
  }

  #close(slot: number, count: number): void {
    const weeks = Math.min(3, this.#weeks[slot] ?? 0)
    this.#means[slot] = ((this.#means[slot] ?? 0) * weeks + count) / (weeks + 1)
    this.#weeks[slot] = weeks + 1
    this.#hours = Math.min(4 * hoursAWeek, this.#hours + 1)
    this.#mean += (count - this.#mean) / this.#hours
  }
}
