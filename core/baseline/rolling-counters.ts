import { readWide, writeWide } from './wide-number.ts'

/**
 * A sum over the last `buckets` x `bucketMs`; one of several that share an array. With `moments` count, sum and squares
 * of amounts.
 */
interface Counter {
  from: number
  bucketMs: number
  buckets: number
  moments: boolean
  /** Where the newest bucket's number plus one stands. */
  head: number
}

/** Mean and standard deviation of the amounts in a window; NaN for none, and the deviation for one. */
export interface Moments {
  mean: number
  deviation: number
}

/** Lays counters out side by side from `start` on, so that they are one typed array however many they are. */
export function layCounters<Name extends string>(
  sizes: Record<Name, { bucketMs: number; buckets: number; moments?: boolean }>,
  start = 0,
): { counters: Record<Name, Counter>; end: number } {
  const counters = {} as Record<Name, Counter> // filled for every name below
  let end = start
  for (const name of Object.keys(sizes) as Name[]) {
    const { bucketMs, buckets, moments = false } = sizes[name]
    const head = end + (moments ? 3 * buckets : buckets)
    counters[name] = { from: end, bucketMs, buckets, moments, head }
    end = head + 2
  }
  return { counters, end }
}

/**
 * Adds to a bucketed sum over a sliding window on event time. Late amounts land in their own bucket; those older than
 * the window are dropped. A window is whole buckets, the current one included, so it is up to one bucket short.
 */
export function addTo(store: Float32Array, counter: Counter, time: number, amount: number): void {
  const slot = slotAt(store, counter, time)
  if (slot < 0) return
  const { from, buckets, moments } = counter
  const at = from + slot
  store[at] = (store[at] ?? 0) + (moments ? 1 : amount)
  if (!moments) return
  store[at + buckets] = (store[at + buckets] ?? 0) + amount
  store[at + 2 * buckets] = (store[at + 2 * buckets] ?? 0) + amount * amount
}

/** Makes room for a bucket and gives its slot, -1 where it is older than the window. */
function slotAt(store: Float32Array, counter: Counter, time: number): number {
  const { from, buckets, bucketMs, moments } = counter
  const bucket = Math.max(0, Math.floor(time / bucketMs))
  const head = readWide(store, counter.head) - 1
  if (bucket > head) {
    const stale = Math.min(bucket - head, buckets)
    for (let step = 0; step < stale; step++) {
      const slot = from + ((bucket - step) % buckets)
      store[slot] = 0
      if (!moments) continue
      store[slot + buckets] = 0
      store[slot + 2 * buckets] = 0
    }
    writeWide(store, counter.head, bucket + 1)
  } else if (!(bucket > head - buckets)) {
    return -1
  }
  return bucket % buckets
}

/** Sum over the `window` ms that end at `time`; `window` is a multiple of the bucket and at most the counter's reach. */
export function sumOf(store: Float32Array, counter: Counter, time: number, window: number): number {
  const { from, buckets, bucketMs } = counter
  const head = readWide(store, counter.head) - 1
  const last = Math.floor(time / bucketMs)
  const newest = Math.min(last, head)
  const oldest = Math.max(last - window / bucketMs + 1, head - buckets + 1, 0)
  let sum = 0
  let slot = oldest % buckets
  for (let bucket = oldest; bucket <= newest; bucket++) {
    sum += store[from + slot] ?? 0
    slot = slot + 1 === buckets ? 0 : slot + 1
  }
  return sum
}

/** Of a counter with `moments`, over all of its window. */
export function momentsOf(store: Float32Array, counter: Counter, time: number, into: Moments): void {
  const { from, buckets } = counter
  const head = readWide(store, counter.head) - 1
  const last = Math.floor(time / counter.bucketMs)
  let count = 0
  let sum = 0
  let squares = 0
  for (let bucket = Math.max(last, head) - buckets + 1; bucket <= Math.min(last, head); bucket++) {
    if (bucket < 0) continue
    const at = from + (bucket % buckets)
    count += store[at] ?? 0
    sum += store[at + buckets] ?? 0
    squares += store[at + 2 * buckets] ?? 0
  }
  into.mean = count > 0 ? sum / count : NaN
  into.deviation = count < 2 ? NaN : Math.sqrt(Math.max(0, squares / count - into.mean * into.mean))
}
