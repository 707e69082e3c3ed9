import { plain } from '../../memory/codec.ts'
import type { Cell, Memory } from '../../memory/memory.ts'
import type { Table, TableOptions } from '../../memory/table.ts'
import type { History } from './history.ts'
import { Realert } from './realert.ts'
import type { Last, Repeats } from './realert.ts'

/** What all signals of a detector share. */
interface Shared {
  memory: Memory
  history: History
  repeats: Repeats
}

/** What a signal works with: the history it compares with, and all that it remembers between acts. */
export class SignalContext {
  readonly history: History
  readonly #shared: Shared
  readonly #signal: string

  constructor(signal: string, shared: Shared) {
    this.#signal = signal
    this.#shared = shared
    this.history = shared.history
  }

  /** A table of the signal's own; 20,000 entries of plain data unless it says otherwise. */
  readonly remember = <V>(
    what: string,
    { bound = 20_000, codec = plain<V>() }: Partial<TableOptions<V>> = {},
  ): Table<string, V> => this.#shared.memory.table(`detect.${this.#signal}.${what}`, { bound, codec })

  /** A single value of the signal's own, which is small. */
  readonly keep = (what: string, cell: Cell): void =>
    this.#shared.memory.cell(`detect.${this.#signal}.${what}`, cell)

  /**
   * @param window ms
   * @param of what a signal tells of: a `state`, such as a country or a volume, that later acts share and so repeat; or a
   *   `moment`, such as a first login, after which a next one is none
   */
  readonly realert = (window: number, of: 'state' | 'moment' = 'state'): Realert =>
    new Realert(this.remember<Last>('told'), window, of === 'state' ? this.#shared.repeats : undefined)
}
