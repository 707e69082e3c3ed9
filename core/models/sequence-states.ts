import { HIDDEN } from './lstm.ts'
import { WIDTH, type SequenceColumns, type SequenceKey } from './sequence-columns.ts'

/** Least recently seen users are forgotten beyond this (their next act is scored like a first one): 13 MB. */
const MAX_STATES = 50_000
/** Slots that are made room for at a time. */
const PAGE = 256

/** Hidden and cell state of each user's LSTM, 256 bytes; a user never seen has zeros. */
export class SequenceStates {
  /** Slot of each user, in the order of last use. */
  readonly #slots = new Map<SequenceKey, number>()
  readonly #free: number[] = []
  readonly #pages: Float32Array[] = []
  #used = 0
  /** Of each slot: the number of its last use, and of its first. */
  readonly #uses: number[] = []
  readonly #firstUses: number[] = []
  #nextUse = 0
  /** Uses before this one were taken. */
  #taken = 0
  /** Of those that were taken. */
  #forgotten: SequenceKey[] = []

  /** Uses are counted from `use` on, where they are not beyond it yet. */
  advance(use: number): void {
    this.#nextUse = Math.max(this.#nextUse, use)
  }

  /** The user's slot; the user counts as just seen. A slot stays the user's until `forgetOldest`. */
  touch(key: SequenceKey): number {
    const slot = this.#slots.get(key) ?? this.#allocate(this.#nextUse)
    this.#uses[slot] = this.#nextUse++
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
      if ((this.#firstUses[slot] ?? 0) < this.#taken) this.#forgotten.push(key)
    }
  }

  /** What has changed since it was taken last, in the order of use. It counts as kept from then on. */
  take(): SequenceColumns {
    const touched = [...this.#slots].filter(([, slot]) => (this.#uses[slot] ?? 0) >= this.#taken)
    const values = new Float32Array(touched.length * WIDTH)
    for (const [index, [, slot]] of touched.entries()) values.set(this.#state(slot), index * WIDTH)
    const forgotten = this.#forgotten
    this.#forgotten = []
    this.#taken = this.#nextUse
    const uses = Float64Array.from(touched, ([, slot]) => this.#uses[slot] ?? 0)
    return { keys: touched.map(([key]) => key), uses, values, forgotten }
  }

  /** Takes over what was kept, in the order of use, in place of all there is. */
  restore({ keys, uses, values, forgotten }: SequenceColumns): void {
    this.#free.push(...this.#slots.values())
    this.#slots.clear()
    for (const [index, key] of keys.entries()) {
      const slot = this.#allocate(-1)
      this.#slots.set(key, slot)
      this.#uses[slot] = uses[index] ?? 0
      this.#state(slot).set(values.subarray(index * WIDTH, (index + 1) * WIDTH))
    }
    this.advance((uses.at(-1) ?? -1) + 1)
    this.#taken = this.#nextUse
    this.#forgotten = forgotten
  }

  /** Whose states were taken, and those that were forgotten since: to be forgotten where they are kept. */
  get kept(): SequenceKey[] {
    const alive = [...this.#slots].filter(([, slot]) => (this.#firstUses[slot] ?? 0) < this.#taken)
    return [...this.#forgotten, ...alive.map(([key]) => key)]
  }

  /** @param firstUse -1: before all others */
  #allocate(firstUse: number): number {
    const slot = this.#free.pop() ?? this.#used++
    if (slot >= this.#pages.length * PAGE) this.#pages.push(new Float32Array(PAGE * WIDTH))
    this.#state(slot).fill(0)
    this.#firstUses[slot] = firstUse
    return slot
  }

  #state(slot: number): Float32Array {
    const page = this.#pages[Math.floor(slot / PAGE)]
    if (!page) throw new RangeError(`no user has slot ${slot}`)
    return page.subarray((slot % PAGE) * WIDTH, ((slot % PAGE) + 1) * WIDTH)
  }
}
