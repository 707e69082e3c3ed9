import type { Teaching } from '../../features/feature.ts'
import type { Table } from '../../memory/table.ts'

/** When a signal last spoke of an entity. */
export interface Last {
  time: number
  level: number
  /** What the act may teach that was spoken of; acts that repeat it teach no more. */
  teaching: Teaching
}

const strictness = { all: 0, values: 1, nothing: 2 } satisfies Record<Teaching, number>

/** What signals told of the act in hand, and what they held back as told already. */
export class Repeats {
  readonly #told: Last[] = []
  #heldBack: Teaching = 'all'

  tell(last: Last): void {
    this.#told.push(last)
  }

  holdBack({ teaching }: Last): void {
    if (strictness[teaching] > strictness[this.#heldBack]) this.#heldBack = teaching
  }

  /** What the act in hand may teach, where it may teach `own` by what was told of it; the next act begins. */
  settle(own: Teaching): Teaching {
    const teaching = strictness[own] > strictness[this.#heldBack] ? own : this.#heldBack
    for (const last of this.#told) last.teaching = teaching
    this.#told.length = 0
    this.#heldBack = 'all'
    return teaching
  }
}

/**
 * Keeps a signal from flooding: for one entity it speaks again only when what it counts has doubled since it last
 * spoke, or when its window has passed without it speaking (Slips re-alerts on a logarithmic scale in the same way).
 */
export class Realert {
  readonly #last: Table<string, Last>
  readonly #window: number
  readonly #repeats: Repeats | undefined

  /**
   * @param window ms of event time after which the entity counts as new again
   * @param repeats told of what is held back; absent where that is no repeat of what was told
   */
  constructor(last: Table<string, Last>, window: number, repeats?: Repeats) {
    this.#last = last
    this.#window = window
    this.#repeats = repeats
  }

  /** Whether to speak now; remembers it when so. `level` is 1 for signals that don't count. */
  admits(entity: string, time: number, level = 1): boolean {
    const last = this.#last.get(entity)
    if (last && time - last.time < this.#window && level < last.level * 2) {
      this.#repeats?.holdBack(last)
      return false
    }
    const told: Last = { time, level, teaching: 'all' }
    this.#last.set(entity, told)
    this.#repeats?.tell(told)
    return true
  }
}
