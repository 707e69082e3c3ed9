/**
 * A map that keeps between `half` and `2 * half` of the most recently used entries. Two generations instead of a
 * linked list: a hit in the young one costs a single look-up, and the old one is dropped whole.
 */
export class BoundedCache<K, V> {
  readonly #half: number
  #young = new Map<K, V>()
  #old = new Map<K, V>()

  constructor(half: number) {
    this.#half = half
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  /** The cached value, or the one `make` gives now. */
  take(key: K, make: (key: K) => V): V {
    const young = this.#young.get(key)
    if (young !== undefined || this.#young.has(key)) return young as V
    const known = this.#old.has(key)
    const value = known ? (this.#old.get(key) as V) : make(key)
    if (known) this.#old.delete(key)
    if (this.#young.size >= this.#half) {
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
    return value
  }
}
