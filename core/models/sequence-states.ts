import { HIDDEN } from './lstm.ts'

/** Whose sequence a row belongs to; '' and negative numbers are nobody's. */
export type SequenceKey = string | number

/** Least recently seen users are forgotten beyond this (their next act is scored like a first one): 13 MB. */
const MAX_STATES = 50_000
const WIDTH = 2 * HIDDEN
/** Slots that are made room for at a time. */
const PAGE = 256

/** Hidden and cell state of each user's LSTM, 256 bytes; a user never seen has zeros. */
export class SequenceStates {
  /** Slot of each user, in the order of last use. */
  readonly #slots = new Map<SequenceKey, number>()
  readonly #free: number[] = []
  readonly #pages: Float32Array[] = []
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
    const state = this.#state(slot)
    h.set(state.subarray(0, HIDDEN), at * HIDDEN)
    c.set(state.subarray(HIDDEN), at * HIDDEN)
  }

  /** The opposite of `read`. */
  write(slot: number, h: Float32Array, c: Float32Array, at: number): void {
    const state = this.#state(slot)
    state.set(h.subarray(at * HIDDEN, (at + 1) * HIDDEN))
    state.set(c.subarray(at * HIDDEN, (at + 1) * HIDDEN), HIDDEN)
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
    if (slot >= this.#pages.length * PAGE) this.#pages.push(new Float32Array(PAGE * WIDTH))
    this.#state(slot).fill(0)
    return slot
  }

  #state(slot: number): Float32Array {
    const page = this.#pages[Math.floor(slot / PAGE)]
    if (!page) throw new RangeError(`no user has slot ${slot}`)
    return page.subarray((slot % PAGE) * WIDTH, ((slot % PAGE) + 1) * WIDTH)
  }
}
