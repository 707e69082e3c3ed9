import { HIDDEN } from './lstm.ts'

/** Whose sequence a row belongs to; '' and negative numbers are nobody's. */
export type SequenceKey = string | number

/** Least recently seen users are forgotten beyond this (their next act is scored like a first one): 13 MB. */
const MAX_STATES = 50_000
const WIDTH = 2 * HIDDEN

/** Hidden and cell state of each user's LSTM, in one array; a user never seen has zeros. */
export class SequenceStates {
  /** Slot of each user, in the order of last use. */
  readonly #slots = new Map<SequenceKey, number>()
  readonly #free: number[] = []
  #values = new Float32Array(64 * WIDTH)
  #used = 0

  /** The user's slot; the user counts as just seen. A slot stays the user's until `forgetOldest`. */
  touch(key: SequenceKey): number {
    const slot = this.#slots.get(key) ?? this.#allocate()
    this.#slots.delete(key)
    this.#slots.set(key, slot)
    return slot
  }

  /** Copies a slot's state to position `at` of `h` and `c`, each [users, HIDDEN]. */
  read(slot: number, h: Float32Array, c: Float32Array, at: number): void {
    const from = slot * WIDTH
    h.set(this.#values.subarray(from, from + HIDDEN), at * HIDDEN)
    c.set(this.#values.subarray(from + HIDDEN, from + WIDTH), at * HIDDEN)
  }

  /** The opposite of `read`. */
  write(slot: number, h: Float32Array, c: Float32Array, at: number): void {
    const to = slot * WIDTH
    this.#values.set(h.subarray(at * HIDDEN, (at + 1) * HIDDEN), to)
    this.#values.set(c.subarray(at * HIDDEN, (at + 1) * HIDDEN), to + HIDDEN)
  }

  forgetOldest(): void {
    for (const [key, slot] of this.#slots) {
      if (this.#slots.size <= MAX_STATES) return
      this.#slots.delete(key)
      this.#free.push(slot)
    }
  }

  #allocate(): number {
    const slot = this.#free.pop() ?? this.#used++
    if (slot * WIDTH >= this.#values.length) {
      const grown = new Float32Array(2 * this.#values.length)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values.fill(0, slot * WIDTH, (slot + 1) * WIDTH)
    return slot
  }
}
