/** A sum over the last `buckets` x `bucketMs`; one of several in a bank. */
export interface Counter {
  index: number
  from: number
  bucketMs: number
  buckets: number
}

/** Lays counters out side by side, so that a bank is two typed arrays however many counters it has. */
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

/**
 * Bucketed sums over sliding windows on event time. Late amounts land in their own bucket; those older than the window
 * are dropped. A window is whole buckets, the current one included, so it is up to one bucket short.
 */
export class RollingCounters {
  readonly #sums: Float32Array
  /** Newest bucket number of each counter. */
  readonly #heads: Float64Array

  constructor(length: number, counters: number) {
    const buffer = new ArrayBuffer(8 * counters + 4 * length)
    this.#heads = new Float64Array(buffer, 0, counters).fill(-1)
    this.#sums = new Float32Array(buffer, 8 * counters, length)
  }

  add(counter: Counter, time: number, amount: number): void {
    const { index, from, buckets } = counter
    const bucket = Math.max(0, Math.floor(time / counter.bucketMs))
    const head = this.#heads[index] ?? -1
    if (bucket > head) {
      const stale = Math.min(bucket - head, buckets)
      for (let step = 0; step < stale; step++) this.#sums[from + ((bucket - step) % buckets)] = 0
      this.#heads[index] = bucket
    } else if (bucket <= head - buckets) {
      return
    }
    const slot = from + (bucket % buckets)
    this.#sums[slot] = (this.#sums[slot] ?? 0) + amount
  }

  /** Sum over the `window` ms that end at `time`; `window` is a multiple of the bucket and at most the counter's reach. */
  sum(counter: Counter, time: number, window: number): number {
    const { index, from, buckets, bucketMs } = counter
    const head = this.#heads[index] ?? -1
    const last = Math.floor(time / bucketMs)
    const newest = Math.min(last, head)
    const oldest = Math.max(last - window / bucketMs + 1, head - buckets + 1, 0)
    let sum = 0
    for (let step = 0; step <= newest - oldest; step++)
      sum += this.#sums[from + ((oldest + step) % buckets)] ?? 0
    return sum
  }
}
