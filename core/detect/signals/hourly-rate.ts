import { through } from '../../memory/codec.ts'
import { RunningMean } from './running-mean.ts'
import { hour } from './units.ts'

/** Hours that the mean remembers: a week. */
const remembered = 7 * 24

/** How often something happens in an hour, as a mean of the week; an hour teaches no more than it would have taken to speak. */
export class HourlyRate {
  static readonly codec = through(
    (one: HourlyRate) => ({
      usual: RunningMean.codec.encode(one.usual),
      slot: one.#slot,
      count: one.#count,
      most: one.#most,
    }),
    ({ usual, slot, count, most }) => {
      const one = new HourlyRate(slot * hour, most)
      one.usual = RunningMean.codec.decode(usual)
      one.#count = count
      return one
    },
  )
  usual = new RunningMean(remembered)
  #slot: number
  #count = 0
  readonly #most: number

  /** @param most that an hour teaches while nothing is known */
  constructor(time: number, most: number) {
    this.#slot = Math.floor(time / hour)
    this.#most = most
  }

  add(time: number): void {
    const now = Math.floor(time / hour)
    if (now > this.#slot) {
      this.usual.add(Math.min(this.#count, Math.max(this.#most, this.usual.ceiling(3))))
      const quiet = Math.min(now - this.#slot - 1, remembered)
      for (let i = 0; i < quiet; i++) this.usual.add(0)
      this.#slot = now
      this.#count = 0
    }
    this.#count += 1
  }
}
