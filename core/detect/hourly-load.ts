const hour = 3_600_000
const hoursAWeek = 168

/**
 * How many acts to expect in each hour of the week, learned online with a memory of about four weeks. Before an hour of
 * the week has been seen, the mean hour stands in.
 */
export class HourlyLoad {
  readonly #means = new Float64Array(hoursAWeek)
  readonly #weeks = new Uint8Array(hoursAWeek)
  #hour = -1
  #count = 0
  #hours = 0
  #mean = 0

  add(time: number): void {
    const now = Math.floor(time / hour)
    if (this.#hour < 0) this.#hour = now
    if (now > this.#hour) this.#roll(now)
    this.#count += 1
  }

  /** Acts expected in the hour of `time`; at least 1. */
  expected(time: number): number {
    const slot = Math.floor(time / hour) % hoursAWeek
    const weeks = this.#weeks[slot] ?? 0
    const own = this.#means[slot] ?? 0
    // One week's worth of trust in the mean hour: shrinks what a single week has shown.
    return Math.max(1, (own * weeks + this.mean) / (weeks + 1))
  }

  /** Acts in a mean hour so far; the running hour counts while it is the first. */
  get mean(): number {
    return this.#hours === 0 ? this.#count : this.#mean
  }

  #roll(now: number): void {
    const passed = Math.min(now - this.#hour, hoursAWeek)
    for (let i = 0; i < passed; i++) this.#close((this.#hour + i) % hoursAWeek, i === 0 ? this.#count : 0)
    this.#hour = now
    this.#count = 0
  }

  #close(slot: number, count: number): void {
    const weeks = Math.min(3, this.#weeks[slot] ?? 0)
    this.#means[slot] = ((this.#means[slot] ?? 0) * weeks + count) / (weeks + 1)
    this.#weeks[slot] = weeks + 1
    this.#hours = Math.min(4 * hoursAWeek, this.#hours + 1)
    this.#mean += (count - this.#mean) / this.#hours
  }
}
