/**
 * Bounded map that forgets what was not used for longest. Two generations (as in `hashlru`): reading costs no reordering,
 * at least the `limit / 2` most recently used entries survive, and never more than `limit` exist.
 */
export class RecencyMap<Value> {
  /** Entries forgotten so far to make room. */
  evicted = 0
  readonly #half: number
  readonly #memoryMs: number
  #young = new Map<number, Value>()
  #old = new Map<number, Value>()
  #begun = 0

  /** With `memoryMs`, what was not used for as long is forgotten too, at the latest after twice as long: see `pass`. */
  constructor(limit: number, memoryMs = Infinity) {
    this.#half = Math.max(1, Math.floor(limit / 2))
    this.#memoryMs = memoryMs
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  /** Tells the time, which never goes back. */
  pass(time: number): void {
    if (time - this.#begun < this.#memoryMs) return
    this.#begun = time
    this.#age()
  }

  get(key: number): Value | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old === undefined) return undefined
    this.#old.delete(key)
    this.set(key, old)
    return old
  }

  /** The entry of `key`, without counting as use. */
  peek(key: number): Value | undefined {
    return this.#young.get(key) ?? this.#old.get(key)
  }

  /** The entry of `key`, made where it is missing. */
  demand(key: number, make: () => Value): Value {
    const present = this.get(key)
    if (present !== undefined) return present
    const made = make()
    this.set(key, made)
    return made
  }

  /** The key must not be present, or have been got last. */
  set(key: number, value: Value): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.evicted += this.#old.size
      this.#age()
    }
    this.#young.set(key, value)
  }

  #age(): void {
    this.#old = this.#young
    this.#young = new Map()
  }
}
