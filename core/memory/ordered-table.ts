import type { Codec } from './codec.ts'
import type { Key, TableBacking, TouchedEntry } from './table.ts'

interface Slot<Value> {
  value: Value
  order: number
  isTouched: boolean
  /** The backing has it, or an older state of it. */
  isWritten: boolean
}

/**
 * A table whose entries have an order, that in which they came. All of them stay in memory, so what they refer to stays one
 * object; whoever owns the table bounds it. Its order is kept where other tables keep a generation.
 */
export class OrderedTable<K extends Key, Value> {
  readonly #codec: Codec<Value>
  readonly #isKept: boolean
  readonly #slots = new Map<K, Slot<Value>>()
  #touched: K[] = []
  readonly #forgotten = new Set<K>()
  #next = 0

  constructor(codec: Codec<Value>, backing?: TableBacking) {
    this.#codec = codec
    this.#isKept = backing !== undefined
    if (backing === undefined) return
    for (const { key, generation: order } of [...backing.keys()].sort(
      (a, b) => a.generation - b.generation,
    )) {
      const value = codec.decode(backing.read(key))
      this.#slots.set(key as K, { value, order, isTouched: false, isWritten: true })
      this.#next = order + 1
    }
  }

  get size(): number {
    return this.#slots.size
  }

  /** What may be changed: it is written again. */
  get(key: K): Value | undefined {
    const slot = this.#slots.get(key)
    if (slot === undefined) return undefined
    if (this.#isKept && !slot.isTouched) this.#touch(key, slot)
    return slot.value
  }

  /** For reading only. */
  peek(key: K): Value | undefined {
    return this.#slots.get(key)?.value
  }

  /** The entry comes last from now on, whether or not it was there before. */
  append(key: K, value: Value): void {
    this.delete(key)
    const isWritten = this.#forgotten.delete(key)
    const slot = { value, order: this.#next++, isTouched: false, isWritten }
    this.#slots.set(key, slot)
    if (this.#isKept) this.#touch(key, slot)
  }

  delete(key: K): void {
    if (this.#slots.get(key)?.isWritten === true) this.#forgotten.add(key)
    this.#slots.delete(key)
  }

  /** In their order; entries may go meanwhile. */
  *entries(): Generator<[K, Value]> {
    for (const [key, { value }] of this.#slots) yield [key, value]
  }

  first(): [K, Value] | undefined {
    for (const [key, { value }] of this.#slots) return [key, value]
    return undefined
  }

  /** What was changed or forgotten since the last `settle`. */
  *touched(): Generator<TouchedEntry> {
    for (const key of this.#forgotten) yield { key, generation: 0 }
    for (const key of new Set(this.#touched)) {
      const slot = this.#slots.get(key)
      if (slot?.isTouched === true)
        yield { key, generation: slot.order, value: this.#codec.encode(slot.value) }
    }
  }

  /** What was touched is written. */
  settle(): void {
    for (const key of this.#touched) {
      const slot = this.#slots.get(key)
      if (slot) Object.assign(slot, { isTouched: false, isWritten: true })
    }
    this.#touched = []
    this.#forgotten.clear()
  }

  #touch(key: K, slot: Slot<Value>): void {
    slot.isTouched = true
    this.#touched.push(key)
  }
}
