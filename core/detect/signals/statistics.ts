/** Median of the values; NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/**
 * Robust z of a positive quantity on the log scale: (log1p x - median) / max(1.4826 MAD, floor), as in Slips.
 * @param floor least spread in log units; 0.25 holds that a factor of 1.3 is nothing unusual for anybody
 */
export function robustLogZ(value: number, past: readonly number[], floor = 0.25): number {
  const logs = past.map((x) => Math.log1p(x))
  const middle = median(logs)
  const spread = 1.4826 * median(logs.map((x) => Math.abs(x - middle)))
  return (Math.log1p(value) - middle) / Math.max(spread, floor)
}

/** Linear-interpolated quantile of values sorted ascending; NaN when there are none. */
export function quantile(sorted: readonly number[], q: number): number {
  const at = q * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}
