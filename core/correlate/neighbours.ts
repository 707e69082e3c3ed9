import type { Alert, AlertTraits } from '../detect/alert.ts'
import { day } from '../event/time-units.ts'
import { linksOf } from './link.ts'

/** How far kinship reaches over a link (`Kinship`): what a signal says again counts for a week, all else for a day. */
const windowOf = (key: string): number => (key.startsWith('deed ') ? 7 * day : day)

interface Sighted {
  time: number
  /** Number of the alert. */
  alert: number
}

/**
 * Which alerts can have a bearing on one another: those that share a link within its window, and those that are so connected
 * through others. Correlation looks at nothing else, so the incidents of one neighbourhood do not depend on another's alerts.
 */
export class Neighbours {
  readonly #numbers = new Map<string, number>()
  readonly #byKey = new Map<string, Sighted[]>()

  add(alert: Alert): void {
    const number = this.#numbers.size
    this.#numbers.set(alert.id, number)
    this.#sight(alert, alert.time, number)
    const { repeats } = alert
    if (repeats) this.#sight({ ...alert, entities: repeats.entities }, repeats.last, number)
  }

  /** Ids of all alerts in the neighbourhoods of these. */
  of(ids: Iterable<string>): Set<string> {
    const parents = this.#join()
    const wanted = new Set<number>()
    for (const id of ids) wanted.add(rootOf(parents, this.#numbers.get(id) ?? -1))
    const all = [...this.#numbers].filter(([, number]) => wanted.has(rootOf(parents, number)))
    return new Set(all.map(([id]) => id))
  }

  #sight(alert: AlertTraits, time: number, number: number): void {
    for (const { key } of linksOf(alert)) {
      const seen = this.#byKey.get(key)
      if (seen) seen.push({ time, alert: number })
      else this.#byKey.set(key, [{ time, alert: number }])
    }
  }

  /** Disjoint sets (Tarjan, J. ACM 1975): of each alert another of its set, or itself. */
  #join(): Int32Array {
    const parents = Int32Array.from({ length: this.#numbers.size }, (_, number) => number)
    for (const [key, seen] of this.#byKey) {
      const window = windowOf(key)
      seen.sort((a, b) => a.time - b.time)
      for (const [at, { time, alert }] of seen.entries()) {
        const before = seen[at - 1]
        if (before && time - before.time <= window)
          parents[rootOf(parents, alert)] = rootOf(parents, before.alert)
      }
    }
    return parents
  }
}

function rootOf(parents: Int32Array, number: number): number {
  let at = number
  for (;;) {
    const parent = parents[at] ?? at
    if (parent === at) return at
    // Halves the way for the next one.
    at = parents[at] = parents[parent] ?? parent
  }
}
