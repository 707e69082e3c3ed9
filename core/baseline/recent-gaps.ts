const slots = 8
const fields = 5
/** Who was not contacted for a day makes room. */
const staleMs = 86_400_000
/** Gaps are averaged over about this many. */
const slowest = 1 / 20
/** RITA asks for four connections before it speaks of a beacon. */
const leastGaps = 3

/** Of doubles from the beginning: a plain array of them costs 230 bytes less than a typed one. */
const empty = Array.from({ length: slots * fields }, (_, index) => (index % fields === 1 ? 0.5 : 0))

/**
 * How regularly a person comes back to a destination: mean and variance of the log gaps between connections, for the
 * eight destinations most often contacted within a day. A late record has no gap.
 */
export class RecentGaps {
  /** Per slot: key, last time, gaps, mean and variance of ln(1 + s). */
  readonly #table: number[] = empty.slice()
  #at = -1
  /** ln(1 + s) since the connection before; NaN for the first, and for late records. */
  gap = NaN

  /** Looks the destination up for the getters below; a new one takes the place of the stalest or least contacted. */
  touch(key: number, time: number): void {
    const table = this.#table
    let victim = 0
    let least = Infinity
    for (let at = 0; at < table.length; at += fields) {
      const last = table[at + 1] ?? 0
      const gaps = table[at + 2] ?? 0
      if (table[at] === key && last > time - staleMs) return this.#return(at, time)
      const claim = last <= time - staleMs ? -1 : gaps + last / 1e16
      if (claim >= least) continue
      least = claim
      victim = at
    }
    table.fill(0, victim, victim + fields)
    table[victim] = key
    table[victim + 1] = time
    this.#at = victim
    this.gap = NaN
  }

  /** Gaps seen. */
  get count(): number {
    return this.#table[this.#at + 2] ?? 0
  }

  /** 1 for a clockwork, e^-1 where gaps vary by a factor of e; NaN below four connections. */
  get regularity(): number {
    return this.count < leastGaps ? NaN : Math.exp(-Math.sqrt(this.#table[this.#at + 4] ?? 0))
  }

  #return(at: number, time: number): void {
    const table = this.#table
    this.#at = at
    const elapsed = time - (table[at + 1] ?? 0)
    this.gap = NaN
    if (elapsed < 0) return
    table[at + 1] = time
    const gap = Math.log1p(elapsed / 1000)
    this.gap = gap
    const count = table[at + 2] ?? 0
    const rate = Math.max(1 / (count + 1), slowest)
    const step = gap - (table[at + 3] ?? 0)
    table[at + 2] = count + 1
    table[at + 3] = (table[at + 3] ?? 0) + rate * step
    table[at + 4] = (1 - rate) * ((table[at + 4] ?? 0) + rate * step * step)
  }
}
