import { through } from '../../memory/codec.ts'

/**
 * How often each key occurred within a window of event time. At most `capacity` occurrences are held; beyond that the
 * oldest leave early, so counts become lower bounds. Amortised O(1) an occurrence.
 */
export class SlidingCounts {
  static readonly codec = through(
    (one: SlidingCounts) => ({
      width: one.#width,
      capacity: one.#capacity,
      counts: one.counts,
      times: one.#times.slice(one.#head),
      keys: one.#keys.slice(one.#head),
    }),
    ({ width, capacity, counts, times, keys }) => {
      const one = new SlidingCounts(width, capacity)
      for (const [key, count] of counts) one.counts.set(key, count)
      one.#times = times
      one.#keys = keys
      return one
    },
  )
  readonly counts = new Map<string, number>()
  readonly #width: number
  readonly #capacity: number
  #times: number[] = []
  #keys: string[] = []
  #head = 0

  /** @param width of the window, ms */
  constructor(width: number, capacity = 4096) {
    this.#width = width
    this.#capacity = capacity
  }

  get total(): number {
    return this.#times.length - this.#head
  }

  get distinct(): number {
    return this.counts.size
  }

  /** Returns whether the key is new in the window. */
  add(time: number, key: string): boolean {
    this.prune(time)
    this.#times.push(time)
    this.#keys.push(key)
    const before = this.counts.get(key) ?? 0
    this.counts.set(key, before + 1)
    if (this.total > this.#capacity) this.#dropOldest()
    return before === 0
  }

  prune(now: number): void {
    const oldest = now - this.#width
    while ((this.#times[this.#head] ?? Infinity) < oldest) this.#dropOldest()
  }

  /** Takes a key out of the window, for what turned out to be innocent. */
  forget(key: string): void {
    if (!this.counts.delete(key)) return
    const kept = this.#keys.map((one, i) => i >= this.#head && one !== key)
    this.#times = this.#times.filter((_, i) => kept[i])
    this.#keys = this.#keys.filter((_, i) => kept[i])
    this.#head = 0
  }

  #dropOldest(): void {
    const key = this.#keys[this.#head] ?? ''
    this.#head += 1
    const left = (this.counts.get(key) ?? 1) - 1
    if (left > 0) this.counts.set(key, left)
    else this.counts.delete(key)
    if (this.#head > 256 && this.#head * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#head)
      this.#keys = this.#keys.slice(this.#head)
      this.#head = 0
    }
  }
}
