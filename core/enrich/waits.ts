import { plain } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'

/** Something that waits in a lane. It may be done already: it keeps its place, and those behind it wait for that. */
interface Wait {
  lane: string
  queue: 'long' | 'short'
  /** Epoch ms of event time, as it was when it came in. */
  deadline: number
  of: 'login' | 'end'
  /** Of the pending login or end. */
  number: number
}

/** Who waits where, in the order in which they came: what is kept of the lanes' queues. */
export class Waits {
  readonly #table: OrderedTable<number, Wait>
  #next = 0

  constructor(memory: Memory) {
    this.#table = memory.ordered('enrich.waits', plain())
    for (const [id] of this.#table.entries()) this.#next = id + 1
  }

  /** Returns its id. */
  add(wait: Wait): number {
    const id = this.#next++
    this.#table.append(id, wait)
    return id
  }

  delete(id: number): void {
    this.#table.delete(id)
  }

  entries(): Generator<[number, Wait]> {
    return this.#table.entries()
  }
}
