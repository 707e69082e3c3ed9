import { day } from '../event/time-units.ts'

const limit = 16
/** A session without an end record is taken for over after a day. */
const staleMs = day

export interface Open {
  key: number
  start: number
  country: number
  source: number
}

/** The sessions a person has open, at most 16; the oldest gives way. Keys and sources are fingerprints, NaN for none; a country that is not known is 0. */
export class OpenSessions {
  #sessions: readonly Open[]

  constructor(sessions: readonly Open[] = []) {
    this.#sessions = sessions
  }

  /** Never changed afterwards. */
  save(): readonly Open[] {
    return this.#sessions
  }

  open(key: number, start: number, country: number, source: number): void {
    const others = this.#sessions.filter((session) => session.key !== key && session.start > start - staleMs)
    // Not pushed: that leaves room for another seventeen.
    this.#sessions = others.slice(1 - limit).concat({ key, start, country, source })
  }

  close(key: number): void {
    if (this.sourceOf(key) !== undefined)
      this.#sessions = this.#sessions.filter((session) => session.key !== key).slice()
  }

  /** Sessions other than `key` that are open at `time`. */
  others(key: number, time: number): number {
    let count = 0
    for (const session of this.#sessions) if (session.start > time - staleMs && session.key !== key) count++
    return count
  }

  /** Sessions other than `key` that are open at `time` from a known country that is not `country`. */
  elsewhere(key: number, time: number, country: number): number {
    let count = 0
    for (const session of this.#sessions)
      if (session.start > time - staleMs && session.key !== key)
        if (session.country !== 0 && session.country !== country) count++
    return count
  }

  /** Where the session `key` came from; undefined where it is not open. */
  sourceOf(key: number): number | undefined {
    return this.#sessions.find((session) => session.key === key)?.source
  }
}
