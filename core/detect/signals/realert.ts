import type { BoundedMap } from './bounded-map.ts'

interface Last {
  time: number
  level: number
}

/**
 * Keeps a signal from flooding: for one entity it speaks again only when what it counts has doubled since it last
 * spoke, or when its window has passed without it speaking (Slips re-alerts on a logarithmic scale in the same way).
 */
export class Realert {
  readonly #last: BoundedMap<Last>
  readonly #window: number

  /** @param window ms of event time after which the entity counts as new again */
  constructor(last: BoundedMap<Last>, window: number) {
    this.#last = last
    this.#window = window
  }

  /** Whether to speak now; remembers it when so. `level` is 1 for signals that don't count. */
  admits(entity: string, time: number, level = 1): boolean {
    const last = this.#last.get(entity)
    if (last && time - last.time < this.#window && level < last.level * 2) return false
    this.#last.set(entity, { time, level })
    return true
  }
}

export type RealertMemory = BoundedMap<Last>
