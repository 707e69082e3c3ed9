/**
 * Distinct keys seen within a window that ends now, e.g. the users a source tried in the last hour. Exact up to `limit`
 * keys, then saturating: the key not seen for longest makes room.
 */
export class RecentSet {
  readonly #limit: number
  readonly #window: number
  #keys: number[] = []
  #times: number[] = []

  /** `window`: the longest window asked for, in ms; older keys may be overwritten. */
  constructor(limit: number, window: number) {
    this.#limit = limit
    this.#window = window
  }

  touch(key: number, time: number): void {
    if (this.#keys.length === 0) {
      // A literal has room for one, a pushed array for seventeen: most people have one address and one country.
      this.#keys = [key]
      this.#times = [time]
      return
    }
    let oldest = 0
    let oldestTime = Infinity
    for (let index = 0; index < this.#keys.length; index++) {
      const seen = this.#times[index] ?? 0
      if (this.#keys[index] === key) {
        if (time > seen) this.#times[index] = time
        return
      }
      if (seen < oldestTime) {
        oldest = index
        oldestTime = seen
      }
    }
    const reuse = this.#keys.length === this.#limit || oldestTime <= time - this.#window
    const slot = reuse ? oldest : this.#keys.length
    this.#keys[slot] = key
    this.#times[slot] = time
  }

  /** Distinct keys seen later than `time - window`. */
  count(time: number, window: number): number {
    let count = 0
    for (const seen of this.#times) if (seen > time - window) count++
    return count
  }

  /** As `count`, with `key` counted as seen. */
  countWith(key: number, time: number, window: number): number {
    const slot = this.#keys.indexOf(key)
    const present = slot >= 0 && (this.#times[slot] ?? 0) > time - window
    return this.count(time, window) + (present ? 0 : 1)
  }
}
