/** A seen key is one double: 20 bits of the key, 33 of the time in ms since `#base`, 49 days to either side of it. */
const span = 2 ** 33
const middle = 2 ** 32
const keys = 2 ** 20

/**
 * Distinct keys seen within a window that ends now, e.g. the users a source tried in the last hour. Exact up to `limit`
 * keys, then saturating: the key not seen for longest makes room. Two keys are taken for one once in a million.
 */
export class RecentSet {
  readonly #limit: number
  readonly #window: number
  #base = NaN
  #seen: number[] = []

  /** `window`: the longest window asked for, in ms; older keys may be overwritten. */
  constructor(limit: number, window: number) {
    this.#limit = limit
    this.#window = window
  }

  touch(key: number, time: number): void {
    // A literal has room for one, a pushed array for seventeen: most people have one address and one country.
    if (this.#seen.length === 0) {
      this.#base = time
      this.#seen = [pack(key, 0)]
      return
    }
    const offset = time - this.#base
    if (offset < -middle) return
    if (offset >= middle) return this.#moveTo(key, time)
    const folded = key % keys
    let oldest = 0
    let oldestOffset = Infinity
    for (let index = 0; index < this.#seen.length; index++) {
      const entry = this.#seen[index] ?? 0
      const seen = offsetOf(entry)
      if (Math.floor(entry / span) === folded) {
        if (offset > seen) this.#seen[index] = pack(key, offset)
        return
      }
      if (seen < oldestOffset) {
        oldest = index
        oldestOffset = seen
      }
    }
    const reuse = this.#seen.length === this.#limit || oldestOffset <= offset - this.#window
    this.#seen[reuse ? oldest : this.#seen.length] = pack(key, offset)
  }

  /** Distinct keys seen later than `time - window`. */
  count(time: number, window: number): number {
    const from = time - window - this.#base
    let count = 0
    for (const entry of this.#seen) if (offsetOf(entry) > from) count++
    return count
  }

  /** As `count`, with `key` counted as seen. */
  countWith(key: number, time: number, window: number): number {
    const folded = key % keys
    const from = time - window - this.#base
    const present = this.#seen.some((entry) => Math.floor(entry / span) === folded && offsetOf(entry) > from)
    return this.count(time, window) + (present ? 0 : 1)
  }

  /** Counts time from `time` on; nothing that is 49 days older is within a window. */
  #moveTo(key: number, time: number): void {
    const moved = time - this.#base
    const kept = this.#seen.filter((entry) => offsetOf(entry) - moved > -middle)
    this.#seen = kept.map((entry) => entry - moved)
    this.#base = time
    if (this.#seen.length === 0) this.#seen = [pack(key, 0)]
    else this.touch(key, time)
  }
}

function pack(key: number, offset: number): number {
  return (key % keys) * span + middle + offset
}

function offsetOf(entry: number): number {
  return (entry % span) - middle
}
