const limit = 16
/** A session without an end record is taken for over after a day. */
const staleMs = 86_400_000

interface Open {
  key: number
  start: number
  country: number
  source: number
}

/** The sessions a person has open, at most 16; the oldest gives way. Keys, countries and sources are fingerprints. */
export class OpenSessions {
  #sessions: Open[] = []

  open(key: number, start: number, country: number, source: number): void {
    this.#sessions = this.#sessions.filter(
      (session) => session.key !== key && session.start > start - staleMs,
    )
    if (this.#sessions.length === limit) this.#sessions.shift()
    this.#sessions.push({ key, start, country, source })
  }

  close(key: number): void {
    this.#sessions = this.#sessions.filter((session) => session.key !== key)
  }

  /** Sessions other than `key` that are open at `time`. */
  others(key: number, time: number): number {
    return this.#count(time, (session) => session.key !== key)
  }

  /** Sessions other than `key` that are open at `time` from a known country that is not `country`. */
  elsewhere(key: number, time: number, country: number): number {
    return this.#count(
      time,
      (session) => session.key !== key && !Number.isNaN(session.country) && session.country !== country,
    )
  }

  /** Where the session `key` came from; undefined where it is not open. */
  sourceOf(key: number): number | undefined {
    return this.#sessions.find((session) => session.key === key)?.source
  }

  #count(time: number, matches: (session: Open) => boolean): number {
    let count = 0
    for (const session of this.#sessions) if (session.start > time - staleMs && matches(session)) count++
    return count
  }
}
