/**
 * Distinct keys seen within a window that ends now, e.g. the users a source tried in the last hour. A plain array, since
 * every person has several and most hold one key: first a time, then a double for each key with 20 bits of the key and
 * 33 of its time, in ms since the first, 49 days to either side of it. Two keys are taken for one once in a million.
 */
export type RecentSet = number[]

/** To begin with; never written to. */
export const emptySet: RecentSet = []

/** Beyond `most` keys the one not seen for longest makes room; keys older than `window` ms may be overwritten. */
export interface Bounds {
  most: number
  window: number
}

const span = 2 ** 33
const middle = 2 ** 32
const keyBits = 2 ** 20 - 1

/** Notes that `key` was seen; returns the set, which is another array where it had to grow. */
export function touch(set: RecentSet, bounds: Bounds, key: number, time: number): RecentSet {
  const base = set[0]
  if (base === undefined) return [time, pack(key, 0)]
  const offset = time - base
  if (offset < -middle) return set
  if (offset >= middle) return touch(moved(set, time), bounds, key, time)
  const folded = key & keyBits
  let oldest = 0
  let oldestOffset = Infinity
  for (let index = 1; index < set.length; index++) {
    const entry = set[index] ?? 0
    const seen = offsetOf(entry)
    if (keyOf(entry) === folded) {
      if (offset > seen) set[index] = pack(key, offset)
      return set
    }
    if (seen < oldestOffset) {
      oldest = index
      oldestOffset = seen
    }
  }
  // Not pushed: that leaves room for another seventeen.
  if (set.length <= bounds.most && oldestOffset > offset - bounds.window) return set.concat(pack(key, offset))
  set[oldest] = pack(key, offset)
  return set
}

/** Distinct keys seen later than `time - window`. */
export function countRecent(set: RecentSet, time: number, window: number): number {
  const from = time - window - (set[0] ?? 0)
  let count = 0
  for (let index = 1; index < set.length; index++) if (offsetOf(set[index] ?? 0) > from) count++
  return count
}

/** As `countRecent`, with `key` counted as seen. */
export function countRecentWith(set: RecentSet, key: number, time: number, window: number): number {
  const folded = key & keyBits
  const from = time - window - (set[0] ?? 0)
  const present = set.some((entry, index) => index > 0 && keyOf(entry) === folded && offsetOf(entry) > from)
  return countRecent(set, time, window) + (present ? 0 : 1)
}

/** Counts time from `time` on; nothing that is 49 days older is within a window. */
function moved([base = 0, ...entries]: RecentSet, time: number): RecentSet {
  const kept = entries.filter((entry) => offsetOf(entry) - (time - base) > -middle)
  return kept.length === 0 ? [] : [time, ...kept.map((entry) => entry - (time - base))]
}

function pack(key: number, offset: number): number {
  return (key & keyBits) * span + middle + offset
}

function keyOf(entry: number): number {
  return Math.floor(entry / span)
}

function offsetOf(entry: number): number {
  return entry - keyOf(entry) * span - middle
}
