/**
 * A map that never holds more than `capacity` entries. Two generations stand in for a least-recently-used list: an
 * entry that is read or written moves to the young one; when that is half full the old generation is dropped and
 * counted. Every operation is O(1).
 */
export class BoundedMap<V> {
  readonly #half: number
  #young = new Map<string, V>()
  #old = new Map<string, V>()
  #evicted = 0

  constructor(capacity: number) {
    this.#half = Math.max(1, capacity >> 1)
  }

  /** Entries forgotten so far because of the capacity. */
  get evicted(): number {
    return this.#evicted
  }

  get size(): number {
    return this.#young.size + this.#old.size
  }

  get(key: string): V | undefined {
    const young = this.#young.get(key)
    if (young !== undefined) return young
    const old = this.#old.get(key)
    if (old !== undefined) {
      this.#old.delete(key)
      this.#put(key, old)
    }
    return old
  }

  getOrCreate(key: string, create: () => V): V {
    const known = this.get(key)
    if (known !== undefined) return known
    const made = create()
    this.#put(key, made)
    return made
  }

  set(key: string, value: V): void {
    this.#old.delete(key)
    this.#put(key, value)
  }

  delete(key: string): void {
    this.#young.delete(key)
    this.#old.delete(key)
  }

  #put(key: string, value: V): void {
    if (this.#young.size >= this.#half && !this.#young.has(key)) {
      this.#evicted += this.#old.size
      this.#old = this.#young
      this.#young = new Map()
    }
    this.#young.set(key, value)
  }
}
