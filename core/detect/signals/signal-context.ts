import { BoundedMap } from './bounded-map.ts'
import { History } from './history.ts'
import { Realert, Repeats } from './realert.ts'
import type { RealertMemory } from './realert.ts'

/** What signals share: the history they compare with, and memory whose evictions are counted in one place. */
export class SignalContext {
  readonly history: History
  readonly repeats = new Repeats()
  readonly #maps: { readonly evicted: number }[] = []

  constructor() {
    this.history = new History(this.remember)
  }

  /** A bounded memory for one signal. */
  readonly remember = <V>(capacity = 20_000): BoundedMap<V> => {
    const map = new BoundedMap<V>(capacity)
    this.#maps.push(map)
    return map
  }

  /**
   * @param window ms
   * @param of what a signal tells of: a `state`, such as a country or a volume, that later acts share and so repeat; or a
   *   `moment`, such as a first login, after which a next one is none
   */
  readonly realert = (window: number, of: 'state' | 'moment' = 'state'): Realert => {
    const memory: RealertMemory = this.remember()
    return new Realert(memory, window, of === 'state' ? this.repeats : undefined)
  }

  /** Entities forgotten so far because memory is bounded. */
  get evicted(): number {
    return this.#maps.reduce((sum, map) => sum + map.evicted, 0)
  }
}
