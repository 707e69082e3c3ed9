import { through } from '../../memory/codec.ts'
import { hour } from './units.ts'

/** A sum over the last `hours` hours of event time in hourly steps, and the highest it reached more than a day ago. */
export class HourlySum {
  static readonly codec = through(
    (one: HourlySum) => ({
      buckets: one.#buckets,
      hour: one.#hour,
      sum: one.#sum,
      day: one.#day,
      todayPeak: one.#todayPeak,
      earlierPeak: one.#earlierPeak,
    }),
    ({ buckets, hour, sum, day, todayPeak, earlierPeak }) => {
      const one = new HourlySum(0)
      one.#buckets = buckets
      one.#hour = hour
      one.#sum = sum
      one.#day = day
      one.#todayPeak = todayPeak
      one.#earlierPeak = earlierPeak
      return one
    },
  )
  #buckets: number[]
  #hour = 0
  #sum = 0
  /** Peak sum of each of today and before. */
  #day = 0
  #todayPeak = 0
  #earlierPeak = 0

  constructor(hours: number) {
    this.#buckets = Array.from({ length: hours }, () => 0)
  }

  /** Highest sum on any earlier day. */
  get earlierPeak(): number {
    return this.#earlierPeak
  }

  /** Adds and returns the sum of the window. A value older than the window is ignored. */
  add(time: number, value: number): number {
    const now = Math.floor(time / hour)
    const size = this.#buckets.length
    if (now > this.#hour) {
      const steps = Math.min(now - this.#hour, size)
      for (let i = 1; i <= steps; i++) this.#buckets[(now - steps + i) % size] = 0
      this.#sum = this.#buckets.reduce((sum, bucket) => sum + bucket, 0)
      this.#hour = now
      this.#rollDay(Math.floor(now / 24))
    }
    if (this.#hour - now >= size) return this.#sum
    const slot = now % size
    this.#buckets[slot] = (this.#buckets[slot] ?? 0) + value
    this.#sum += value
    this.#todayPeak = Math.max(this.#todayPeak, this.#sum)
    return this.#sum
  }

  #rollDay(today: number): void {
    if (today === this.#day) return
    this.#earlierPeak = Math.max(this.#earlierPeak, this.#todayPeak)
    this.#todayPeak = 0
    this.#day = today
  }
}
