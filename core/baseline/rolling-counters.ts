/** A sum over the last `buckets` x `bucketMs`; one of several in a bank. With `moments` count, sum and squares of amounts. */
export interface Counter {
  index: number
  from: number
  bucketMs: number
  buckets: number
  moments: boolean
}

/** Mean and standard deviation of the amounts in a window; NaN for none, and the deviation for one. */
export interface Moments {
  mean: number
  deviation: number
}

/** Lays counters out side by side, so that a bank is one typed array however many counters it has. */
export function layCounters<Name extends string>(
  sizes: Record<Name, { bucketMs: number; buckets: number; moments?: boolean }>,
): { counters: Record<Name, Counter>; length: number } {
  const counters = {} as Record<Name, Counter> // filled for every name below
  let from = 0
  let index = 0
  for (const name of Object.keys(sizes) as Name[]) {
    const { bucketMs, buckets, moments = false } = sizes[name]
    counters[name] = { index, from, bucketMs, buckets, moments }
    from += moments ? 3 * buckets : buckets
    index += 1
  }
  return { counters, length: from }
}

const part = 2 ** 24

/**
 * Bucketed sums over sliding windows on event time. Late amounts land in their own bucket; those older than the window
 * are dropped. A window is whole buckets, the current one included, so it is up to one bucket short.
 */
export class RollingCounters {
  /** Sums, then the newest bucket number of each counter plus one, in two parts: a float counts to 2^24 only. */
  readonly #store: Float32Array
  readonly #heads: number

  constructor(length: number, counters: number) {
    this.#store = new Float32Array(length + 2 * counters)
    this.#heads = length
  }

  add(counter: Counter, time: number, amount: number): void {
    const slot = this.#slot(counter, time)
    if (slot < 0) return
    const { from, buckets, moments } = counter
    const at = from + slot
    this.#store[at] = (this.#store[at] ?? 0) + (moments ? 1 : amount)
    if (!moments) return
    this.#store[at + buckets] = (this.#store[at + buckets] ?? 0) + amount
    this.#store[at + 2 * buckets] = (this.#store[at + 2 * buckets] ?? 0) + amount * amount
  }

  /** Makes room for a bucket and gives its slot, -1 where it is older than the window. */
  #slot({ index, from, buckets, bucketMs, moments }: Counter, time: number): number {
    const bucket = Math.max(0, Math.floor(time / bucketMs))
    const head = this.#head(index)
    if (bucket > head) {
      const stale = Math.min(bucket - head, buckets)
      for (let step = 0; step < stale; step++) {
        const slot = from + ((bucket - step) % buckets)
        this.#store[slot] = 0
        if (!moments) continue
        this.#store[slot + buckets] = 0
        this.#store[slot + 2 * buckets] = 0
      }
      this.#store[this.#heads + 2 * index] = Math.floor((bucket + 1) / part)
      this.#store[this.#heads + 2 * index + 1] = (bucket + 1) % part
    } else if (!(bucket > head - buckets)) {
      return -1
    }
    return bucket % buckets
  }

  /** Sum over the `window` ms that end at `time`; `window` is a multiple of the bucket and at most the counter's reach. */
  sum(counter: Counter, time: number, window: number): number {
    const { index, from, buckets, bucketMs } = counter
    const head = this.#head(index)
    const last = Math.floor(time / bucketMs)
    const newest = Math.min(last, head)
    const oldest = Math.max(last - window / bucketMs + 1, head - buckets + 1, 0)
    let sum = 0
    let slot = oldest % buckets
    for (let bucket = oldest; bucket <= newest; bucket++) {
      sum += this.#store[from + slot] ?? 0
      slot = slot + 1 === buckets ? 0 : slot + 1
    }
    return sum
  }

  /** Of a counter with `moments`, over all of its window. */
  momentsOf(counter: Counter, time: number, into: Moments): void {
    const { from, buckets } = counter
    const head = this.#head(counter.index)
    const last = Math.floor(time / counter.bucketMs)
    let count = 0
    let sum = 0
    let squares = 0
    for (let bucket = Math.max(last, head) - buckets + 1; bucket <= Math.min(last, head); bucket++) {
      if (bucket < 0) continue
      const at = from + (bucket % buckets)
      count += this.#store[at] ?? 0
      sum += this.#store[at + buckets] ?? 0
      squares += this.#store[at + 2 * buckets] ?? 0
    }
    into.mean = count > 0 ? sum / count : NaN
    into.deviation = count < 2 ? NaN : Math.sqrt(Math.max(0, squares / count - into.mean * into.mean))
  }

  #head(index: number): number {
    const at = this.#heads + 2 * index
    return (this.#store[at] ?? 0) * part + (this.#store[at + 1] ?? 0) - 1
  }
}
