/** A sum over the last `buckets` x `bucketMs`; one of several in a bank. */
export interface Counter {
  index: number
  from: number
  bucketMs: number
  buckets: number
}

/** Lays counters out side by side, so that a bank is one typed array however many counters it has. */
export function layCounters<Name extends string>(
  sizes: Record<Name, { bucketMs: number; buckets: number }>,
): { counters: Record<Name, Counter>; length: number } {
  const counters = {} as Record<Name, Counter> // filled for every name below
  let from = 0
  let index = 0
  for (const name of Object.keys(sizes) as Name[]) {
    const { bucketMs, buckets } = sizes[name]
    counters[name] = { index, from, bucketMs, buckets }
    from += buckets
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
    const { index, from, buckets } = counter
    const bucket = Math.max(0, Math.floor(time / counter.bucketMs))
    const head = this.#head(index)
    if (bucket > head) {
      const stale = Math.min(bucket - head, buckets)
      for (let step = 0; step < stale; step++) this.#store[from + ((bucket - step) % buckets)] = 0
      this.#store[this.#heads + 2 * index] = Math.floor((bucket + 1) / part)
      this.#store[this.#heads + 2 * index + 1] = (bucket + 1) % part
    } else if (bucket <= head - buckets) {
      return
    }
    const slot = from + (bucket % buckets)
    this.#store[slot] = (this.#store[slot] ?? 0) + amount
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

  #head(index: number): number {
    const at = this.#heads + 2 * index
    return (this.#store[at] ?? 0) * part + (this.#store[at + 1] ?? 0) - 1
  }
}
