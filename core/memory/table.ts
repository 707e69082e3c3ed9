import type { Codec } from './codec.ts'

export type Key = string | number

export interface TableOptions<Value> {
  /** Entries that exist at most; of those not used for longest up to half are forgotten at once, and counted. */
  bound: number
  /** What was not used for as long (ms of event time) is forgotten too, at the latest after twice as long: see `pass`. */
  memoryMs?: number
  codec: Codec<Value>
  /** Called with a value that leaves memory, whether it was forgotten or can come back: gives back what it took. */
  release?: (value: Value) => void
}

/** How much of a table has been used when: what decides, besides the entries, what is forgotten next. */
export interface TableState {
  generation: number
  begun: number
  evicted: number
}

/** Where the entries of a table are that are not in memory. */
export interface TableBacking {
  keys(): Iterable<{ key: Key; generation: number }>
  /** As the codec has encoded it. */
  read(key: Key): unknown
}

/** An entry as it is to be written; `value`, as the codec has encoded it, is absent where it was forgotten. */
export interface TouchedEntry {
  key: Key
  generation: number
  value?: unknown
}

interface Slot<Value> {
  /** undefined: it is in the backing only. */
  value: Value | undefined
  generation: number
  /** Got or set since the last `settle`. */
  isTouched: boolean
  /** The backing has it, or an older state of it. */
  isWritten: boolean
  /** Number of `settle`s before its last use. */
  used: number
}

/**
 * A bounded table that forgets what was not used for longest. Two generations (as in `hashlru`): an entry that is used is
 * young; when half of the bound is young, the old ones are dropped and the young ones grow old. So at least the most
 * recently used half survives, and every operation is O(1) on average. Entries that have been written can leave memory;
 * they come back when they are asked for, and what is forgotten never depends on where an entry is.
 */
export class Table<K extends Key, Value> {
  readonly #codec: Codec<Value>
  readonly #half: number
  readonly #memoryMs: number
  readonly #release: ((value: Value) => void) | undefined
  readonly #backing: TableBacking | undefined
  readonly #slots = new Map<K, Slot<Value>>()
  #touched: K[] = []
  readonly #forgotten = new Set<K>()
  #young = 0
  #resident = 0
  #settled = 0
  #state: TableState = { generation: 0, begun: 0, evicted: 0 }

  constructor(
    { bound, memoryMs = Infinity, codec, release }: TableOptions<Value>,
    backing?: TableBacking,
    state?: TableState,
  ) {
    this.#codec = codec
    this.#half = Math.max(1, Math.floor(bound / 2))
    this.#memoryMs = memoryMs
    this.#release = release
    this.#backing = backing
    if (state) this.#state = { ...state }
    for (const { key, generation } of backing?.keys() ?? []) {
      this.#slots.set(key as K, { value: undefined, generation, isTouched: false, isWritten: true, used: 0 })
      if (generation === this.#state.generation) this.#young += 1
    }
  }

  get size(): number {
    return this.#slots.size
  }

  /** Entries forgotten so far to make room. */
  get evicted(): number {
    return this.#state.evicted
  }

  get state(): TableState {
    return { ...this.#state }
  }

  /** Tells the time, which never goes back. */
  pass(time: number): void {
    if (time - this.#state.begun < this.#memoryMs) return
    this.#state.begun = time
    this.#age()
  }

  /** What may be changed: the entry counts as used, and is written again. */
  get(key: K): Value | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    this.#use(key, slot)
    return this.#load(key, slot)
  }

  /** As `get`, without counting as use. */
  amend(key: K): Value | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    this.#touch(key, slot)
    return this.#load(key, slot)
  }

  /** The entry, for reading only, without counting as use. */
  peek(key: K): Value | undefined {
    const slot = this.#slots.get(key)
    return slot && this.#load(key, slot)
  }

  /** The entry, made where it is missing. */
  demand(key: K, make: () => Value): Value {
    const known = this.get(key)
    if (known !== undefined) return known
    const made = make()
    this.set(key, made)
    return made
  }

  set(key: K, value: Value): void {
    const slot = this.#slots.get(key)
    if (slot !== undefined) {
      if (slot.value === undefined) this.#resident += 1
      else if (slot.value !== value) this.#release?.(slot.value)
      slot.value = value
      this.#use(key, slot)
      return
    }
    this.#makeRoom()
    const isWritten = this.#forgotten.delete(key)
    const generation = this.#state.generation
    const made = { value, generation, isTouched: false, isWritten, used: this.#settled }
    this.#slots.set(key, made)
    this.#touch(key, made)
    this.#young += 1
    this.#resident += 1
  }

  delete(key: K): void {
    const slot = this.#slots.get(key)
    if (slot === undefined) return
    if (slot.generation === this.#state.generation) this.#young -= 1
    this.#drop(key, slot)
  }

  /** Keys in the order in which they came, or came back. */
  keys(): IterableIterator<K> {
    return this.#slots.keys()
  }

  /** What was changed or forgotten since the last `settle`. */
  *touched(): Generator<TouchedEntry> {
    for (const key of this.#forgotten) yield { key, generation: 0 }
    for (const key of this.#touched) {
      const slot = this.#slots.get(key)
      if (slot?.isTouched !== true || slot.value === undefined) continue
      yield { key, generation: slot.generation, value: this.#codec.encode(slot.value) }
    }
  }

  /** What was touched is written. Where there is a backing, what was not used lately leaves memory, down to `mostResident`. */
  settle(mostResident: number): void {
    for (const key of this.#touched) {
      const slot = this.#slots.get(key)
      if (!slot) continue
      slot.isTouched = false
      slot.isWritten = true
    }
    this.#touched = []
    this.#forgotten.clear()
    this.#settled += 1
    if (this.#backing === undefined || this.#resident <= mostResident) return
    // A recent half stays, so that this is not done at every settling.
    const uses = [...this.#slots.values()].flatMap(({ value, used }) => (value === undefined ? [] : [used]))
    const oldest = uses.sort((a, b) => b - a)[mostResident >> 1] ?? 0
    for (const slot of this.#slots.values()) {
      if (slot.value === undefined || slot.used > oldest) continue
      this.#release?.(slot.value)
      slot.value = undefined
      this.#resident -= 1
    }
  }

  /** Where nothing is ever written nobody settles, and the list would grow for ever. */
  #touch(key: K, slot: Slot<Value>): void {
    if (slot.isTouched || this.#backing === undefined) return
    slot.isTouched = true
    this.#touched.push(key)
  }

  #use(key: K, slot: Slot<Value>): void {
    slot.used = this.#settled
    this.#touch(key, slot)
    if (slot.generation === this.#state.generation) return
    // Young before there is room, so that making it does not drop the entry in hand.
    const hadRoom = this.#young < this.#half
    slot.generation = hadRoom ? this.#state.generation : this.#state.generation + 1
    if (!hadRoom) this.#makeRoom()
    this.#young += 1
  }

  #load(key: K, slot: Slot<Value>): Value {
    if (slot.value !== undefined) return slot.value
    const value = this.#codec.decode(this.#backing?.read(key))
    slot.value = value
    this.#resident += 1
    return value
  }

  #makeRoom(): void {
    if (this.#young < this.#half) return
    const before = this.#slots.size
    this.#age()
    this.#state.evicted += before - this.#slots.size
  }

  #age(): void {
    const kept = this.#state.generation
    for (const [key, slot] of this.#slots) if (slot.generation < kept) this.#drop(key, slot)
    this.#state.generation = kept + 1
    this.#young = 0
  }

  #drop(key: K, slot: Slot<Value>): void {
    this.#slots.delete(key)
    if (slot.isWritten) this.#forgotten.add(key)
    if (slot.value === undefined) return
    this.#resident -= 1
    this.#release?.(slot.value)
  }
}
