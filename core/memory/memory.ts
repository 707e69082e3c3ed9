import type { Codec } from './codec.ts'
import { OrderedTable } from './ordered-table.ts'
import { Table } from './table.ts'
import type { Key, TableBacking, TableOptions, TableState } from './table.ts'

/** A change of what is remembered, as it is to be written; forgotten where `value` is absent. */
export interface MemoryEntry {
  table: string
  key: Key
  generation: number
  /** Plain data, see `Codec`. */
  value?: unknown
}

/** Where memory is kept between runs. */
export interface MemoryBacking {
  keys(table: string): Iterable<{ key: Key; generation: number }>
  /** As it was written; undefined where there is none. */
  read(table: string, key: Key): unknown
}

/** A single value that a stage remembers, beside its tables. */
export interface Cell<Stored = unknown> {
  /** Plain data; must not change afterwards. */
  save(): Stored
  restore(stored: Stored): void
}

const cells = 'cell'
const states = 'table'
/** Entries of a table that stay in memory after they were written (ours: 50,000 profiles are some 250 MB). */
const defaultResident = 50_000

/**
 * All that the stages remember between records: named, bounded tables, and single values. The stages own what they
 * remember and change it in place; whoever commits writes what was `touched` in the transaction of the results, and calls
 * `settle` when that has succeeded. A memory over the same backing then goes on exactly where this one stands.
 */
export class Memory {
  readonly #backing: MemoryBacking | undefined
  readonly #resident: number
  readonly #tables = new Map<string, Table<Key, unknown>>()
  readonly #ordered = new Map<string, OrderedTable<Key, unknown>>()
  readonly #cells = new Map<string, Cell>()

  /** @param backing absent: nothing outlives the process, and nothing leaves memory */
  constructor(backing?: MemoryBacking, resident = defaultResident) {
    this.#backing = backing
    this.#resident = resident
  }

  /** @param name unique, `room.what` */
  table<K extends Key, Value>(name: string, options: TableOptions<Value>): Table<K, Value> {
    const backing = this.#claim(name)
    const state = this.#backing?.read(states, name) as TableState | undefined
    const table = new Table<K, Value>(options, backing, state)
    this.#tables.set(name, table as unknown as Table<Key, unknown>)
    return table
  }

  /** As `table`, for entries that have an order and are bounded by whoever asks for it. */
  ordered<K extends Key, Value>(name: string, codec: Codec<Value>): OrderedTable<K, Value> {
    const table = new OrderedTable<K, Value>(codec, this.#claim(name))
    this.#ordered.set(name, table as unknown as OrderedTable<Key, unknown>)
    return table
  }

  /** Restores the value at once where one was kept. */
  cell<Stored>(name: string, cell: Cell<Stored>): void {
    if (this.#cells.has(name)) throw new Error(`The memory has two cells of the name ${name}.`)
    this.#cells.set(name, cell as Cell)
    const stored = this.#backing?.read(cells, name)
    if (stored !== undefined) cell.restore(stored as Stored)
  }

  /** Entries forgotten so far because tables are bounded. */
  get evicted(): number {
    return [...this.#tables.values()].reduce((sum, { evicted }) => sum + evicted, 0)
  }

  /** What has changed since the last `settle`; single values always. */
  *touched(): Generator<MemoryEntry> {
    for (const [table, one] of this.#tables) {
      for (const entry of one.touched()) yield { table, ...entry }
      yield { table: states, key: table, generation: 0, value: one.state }
    }
    for (const [table, one] of this.#ordered) for (const entry of one.touched()) yield { table, ...entry }
    for (const [key, cell] of this.#cells) yield { table: cells, key, generation: 0, value: cell.save() }
  }

  /** What was touched is written. */
  settle(): void {
    for (const table of this.#tables.values()) table.settle(this.#resident)
    for (const table of this.#ordered.values()) table.settle()
  }

  #claim(name: string): TableBacking | undefined {
    if (this.#tables.has(name) || this.#ordered.has(name))
      throw new Error(`The memory has two tables of the name ${name}.`)
    const backing = this.#backing
    return backing && { keys: () => backing.keys(name), read: (key) => backing.read(name, key) }
  }
}
