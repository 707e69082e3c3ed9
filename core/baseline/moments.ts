/** A running mean and spread is three numbers side by side: observations, mean, variance. */
export const momentSize = 3

/** Below this, z would make mountains of users who always move the same volume. Log units: a factor of 1.65. */
const leastScale = 0.5
/** A user's own history alone decides from here on (field practice: 14 d or 20 sessions). */
const ownEnough = 20
/** What the organisation's history counts for, in observations, while the user has none. */
const priorWeight = 5
/** What teaches is clipped to this many scales once there is a scale, so one outlier can't move the norm far. */
const clipScales = 3
const clipFrom = 5

/**
 * Teaches the moment at `at` the value `x`. Welford's running moments until `1 / slowest` observations, exponentially
 * weighted after (Finch 2009, "Incremental calculation of weighted mean and variance").
 */
export function teachMoment(store: Float32Array, at: number, x: number, slowest: number): void {
  const count = store[at] ?? 0
  const mean = store[at + 1] ?? 0
  const variance = store[at + 2] ?? 0
  const rate = Math.max(1 / (count + 1), slowest)
  const limit = count < clipFrom ? Infinity : clipScales * Math.max(leastScale, Math.sqrt(variance))
  const step = Math.min(limit, Math.max(-limit, x - mean))
  store[at] = Math.min(count + 1, 1e6)
  store[at + 1] = mean + rate * step
  store[at + 2] = (1 - rate) * (variance + rate * step * step)
}

/**
 * How many scales `x` lies from what the user does, leaning on the organisation while the user's own history is short;
 * NaN where nobody has any.
 */
export function robustZ(own: Float32Array | undefined, all: Float32Array, at: number, x: number): number {
  const count = own?.[at] ?? 0
  const prior = (all[at] ?? 0) > 0 ? priorWeight * Math.max(0, 1 - count / ownEnough) : 0
  const total = count + prior
  if (total === 0) return NaN
  const mean = (count * (own?.[at + 1] ?? 0) + prior * (all[at + 1] ?? 0)) / total
  const variance = (count * (own?.[at + 2] ?? 0) + prior * (all[at + 2] ?? 0)) / total
  return (x - mean) / Math.max(leastScale, Math.sqrt(variance))
}
