import type { Act } from '../../event/act.ts'
import { through } from '../../memory/codec.ts'

const keptAtEachEnd = 8

/** The first and the latest acts of a long series: what an analyst looks at, without holding the series in memory. */
export class Evidence {
  static readonly codec = through(
    (one: Evidence) => one.acts(),
    (acts) => {
      const one = new Evidence()
      for (const act of acts) one.add(act)
      return one
    },
  )
  readonly #first: Act[] = []
  readonly #latest: Act[] = []

  add(act: Act): void {
    if (this.#first.length < keptAtEachEnd) {
      this.#first.push(act)
      return
    }
    this.#latest.push(act)
    if (this.#latest.length > keptAtEachEnd) this.#latest.shift()
  }

  acts(): Act[] {
    return [...this.#first, ...this.#latest]
  }

  /** Acts at or after `time`; older ones are let go. */
  since(time: number): Act[] {
    const kept = this.acts().filter((act) => act.time >= time)
    this.#first.length = 0
    this.#latest.length = 0
    for (const act of kept) this.add(act)
    return kept
  }
}
