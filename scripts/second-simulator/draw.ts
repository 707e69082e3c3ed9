import { createRng, randomNormal } from '../../core/models/rng.ts'

/** Seeded chance. */
export class Draw {
  readonly #rng: () => number

  constructor(seed: number) {
    this.#rng = createRng(seed)
  }

  /** In [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.#rng()
  }

  /** In [low, high], both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.#rng() * (high - low + 1))
  }

  chance(share: number): boolean {
    return this.#rng() < share
  }

  normal(mean: number, deviation: number): number {
    return mean + deviation * randomNormal(this.#rng)
  }

  /** With the median given, and a spread in natural logarithms. */
  lognormal(median: number, sigma: number): number {
    return median * Math.exp(this.normal(0, sigma))
  }

  /** @throws RangeError of none */
  pick<T>(items: readonly T[]): T {
    const item = items[this.whole(0, items.length - 1)]
    if (item === undefined) throw new RangeError('There is nothing to pick from.')
    return item
  }

  /** `count` different ones, or all. */
  several<T>(items: readonly T[], count: number): T[] {
    const rest = [...items]
    return Array.from({ length: Math.min(count, rest.length) }, () =>
      rest.splice(this.whole(0, rest.length - 1), 1),
    ).flat()
  }
}
