import type { Act } from '../event/act.ts'
import { plain } from '../memory/codec.ts'
import type { Memory } from '../memory/memory.ts'
import type { OrderedTable } from '../memory/ordered-table.ts'
import { holdMs } from './hold.ts'

/** Rows that go to the scoring worker at a time: measured best between 64 and 512. */
export const batchRows = 512
/** A batch ends here, so that those before it can be scored while it is featurised. */
const longestBatchMs = holdMs / 2

/** Acts that wait to be featurised, and how they are cut into batches. What is cut does not change any result. */
export class ActQueue {
  readonly #kept: OrderedTable<number, Act>
  #acts: Act[]
  #from = 0
  /** Of the first that waits, in the order in which they came. */
  #number: number

  constructor(memory: Memory) {
    this.#kept = memory.ordered('pipeline.queue', plain<Act>())
    const waiting = [...this.#kept.entries()]
    this.#acts = waiting.map(([, act]) => act)
    this.#number = waiting[0]?.[0] ?? 0
  }

  get length(): number {
    return this.#acts.length - this.#from
  }

  /** All that wait. */
  acts(): Act[] {
    return this.#acts.slice(this.#from)
  }

  add(acts: readonly Act[]): void {
    let number = this.#number + this.length
    for (const act of acts) {
      this.#acts.push(act)
      this.#kept.append(number++, act)
    }
  }

  /**
   * Takes the next batch out; empty when there is none. `reach` says how many of some acts may be featurised now; a batch
   * that could still grow is left unless `all` are wanted.
   */
  next(all: boolean, reach: (acts: readonly Act[]) => number): Act[] {
    const candidates = this.#acts.slice(this.#from, this.#from + batchRows)
    const start = candidates[0]?.time ?? 0
    const over = candidates.findIndex(({ time }) => time - start >= longestBatchMs)
    const whole = over > 0 ? candidates.slice(0, over) : candidates
    const count = reach(whole)
    const mayGrow = count === candidates.length && count < batchRows
    if (count === 0 || (mayGrow && !all)) return []
    for (let taken = 0; taken < count; taken++) this.#kept.delete(this.#number++)
    this.#from += count
    if (this.#from >= batchRows * 16) {
      this.#acts = this.#acts.slice(this.#from)
      this.#from = 0
    }
    return whole.slice(0, count)
  }
}
