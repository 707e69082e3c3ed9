const limit = 16

export interface SavedReasons {
  keys: readonly number[]
  times: readonly number[]
}

/** Why a person's latest sign-ins failed: the last sixteen reasons, with their times. */
export class RecentReasons {
  readonly #keys: number[]
  readonly #times: number[]

  constructor({ keys, times }: SavedReasons = { keys: [], times: [] }) {
    this.#keys = [...keys]
    this.#times = [...times]
  }

  save(): SavedReasons {
    return { keys: this.#keys, times: this.#times }
  }

  add(key: number, time: number): void {
    let slot = this.#times.length
    if (slot === limit) {
      slot = this.#times.indexOf(Math.min(...this.#times))
      if (time < (this.#times[slot] ?? 0)) return
    }
    this.#keys[slot] = key
    this.#times[slot] = time
  }

  /** Shannon entropy, in nats, of the reasons of failures later than `time - window`; NaN without any. */
  entropy(time: number, window: number): number {
    const counts = new Map<number, number>()
    let total = 0
    for (const [slot, seen] of this.#times.entries()) {
      if (seen <= time - window) continue
      const key = this.#keys[slot] ?? 0
      counts.set(key, (counts.get(key) ?? 0) + 1)
      total += 1
    }
    let entropy = 0
    for (const count of counts.values()) entropy -= (count / total) * Math.log(count / total)
    return total === 0 ? NaN : entropy
  }
}
