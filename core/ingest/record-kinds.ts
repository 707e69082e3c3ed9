import type { Event } from '../event/event.ts'

/** Records of one kind: first category and action of ECS; empty where the record does not say. */
export interface KindTally {
  category: string
  action: string
  records: number
}

/** Kinds are few; should an action carry data after all, the rest is counted together. */
const mostKinds = 300
const other = 'other'

/** Counts records by `event.category` and `event.action`. */
export class RecordKinds {
  readonly #byCategory = new Map<string, Map<string, KindTally>>()
  #size = 0

  add(event: Event): void {
    const category = event['event.category']?.[0] ?? ''
    const action = event['event.action'] ?? ''
    const tally = this.#byCategory.get(category)?.get(action) ?? this.#open(category, action)
    tally.records += 1
  }

  /** Most frequent first. */
  list(): KindTally[] {
    return [...this.#byCategory.values()]
      .flatMap((actions) => [...actions.values()])
      .sort((a, b) => b.records - a.records)
  }

  #open(category: string, action: string): KindTally {
    if (this.#size >= mostKinds && action !== other)
      return this.#byCategory.get(other)?.get(other) ?? this.#open(other, other)
    const actions = this.#byCategory.get(category) ?? new Map<string, KindTally>()
    const tally = { category, action, records: 0 }
    this.#byCategory.set(category, actions.set(action, tally))
    this.#size += 1
    return tally
  }
}
