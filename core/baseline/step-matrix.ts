import type { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'

/** Beyond this many steps from one token its row is halved, so the organisation's habits can change. */
const halveAt = 65_536

/** How often each token follows each other in the whole organisation: a first-order Markov chain. */
export class StepMatrix {
  readonly #tokens: number
  /** By token: how often each token followed it, then the sum. */
  readonly #rows: Table<number, Float32Array>

  constructor(tokens: number, memory: Memory) {
    this.#tokens = tokens
    const decode = (stored: unknown): Float32Array => Float32Array.from(stored as Float32Array)
    // So many that none is ever forgotten.
    const bound = 4 * tokens
    this.#rows = memory.table('baseline.steps', { bound, codec: { encode: (row) => row, decode } })
  }

  /** Add-one smoothed with the weight of one step in all. */
  share(from: number, to: number): number {
    const row = this.#rows.peek(from)
    return ((row?.[to] ?? 0) + 1 / this.#tokens) / ((row?.[this.#tokens] ?? 0) + 1)
  }

  teach(from: number, to: number): void {
    const row = this.#rows.demand(from, () => new Float32Array(this.#tokens + 1))
    row[to] = (row[to] ?? 0) + 1
    const total = (row[this.#tokens] ?? 0) + 1
    row[this.#tokens] = total
    if (total < halveAt) return
    for (let index = 0; index <= this.#tokens; index++) row[index] = (row[index] ?? 0) / 2
  }
}
