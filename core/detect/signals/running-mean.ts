import { through } from '../../memory/codec.ts'

/** Exponentially weighted mean and variance (West 1979 form) with a memory of about `memory` values. */
export class RunningMean {
  static readonly codec = through(
    (one: RunningMean) => ({
      memory: one.#memory,
      count: one.#count,
      mean: one.#mean,
      variance: one.#variance,
    }),
    ({ memory, count, mean, variance }) => {
      const one = new RunningMean(memory)
      one.#count = count
      one.#mean = mean
      one.#variance = variance
      return one
    },
  )
  readonly #memory: number
  #count = 0
  #mean = 0
  #variance = 0

  constructor(memory: number) {
    this.#memory = memory
  }

  get count(): number {
    return this.#count
  }

  get mean(): number {
    return this.#mean
  }

  add(value: number): void {
    this.#count += 1
    const weight = Math.max(1 / this.#count, 1 / this.#memory)
    const step = value - this.#mean
    this.#mean += weight * step
    this.#variance = (1 - weight) * (this.#variance + weight * step * step)
  }

  /**
   * mean + sigmas x standard deviation of a count, or of the sum of several, which spreads at least as Poisson does; 0 before 24
   * values, when there is nothing to compare with.
   */
  ceiling(sigmas: number, several = 1): number {
    const spread = Math.sqrt(several * Math.max(this.#variance, this.#mean))
    return this.#count < 24 ? 0 : several * this.#mean + sigmas * spread
  }
}
