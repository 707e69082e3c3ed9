import { randomInt } from '../models/rng.ts'
import type { Rng } from '../models/rng.ts'

/** The middle 95 % of the bootstrap's replicates. */
export interface Interval {
  low: number
  high: number
}

export interface Estimate extends Interval {
  value: number
}

/** How often each of `count` units is drawn in one replicate: `count` draws with replacement (Efron, 1979). */
export function drawUnits(count: number, rng: Rng): Uint32Array {
  const times = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    const unit = randomInt(rng, count)
    times[unit] = (times[unit] ?? 0) + 1
  }
  return times
}

/** Percentile interval: the 2.5 and 97.5 percentiles of the replicates that are numbers; NaN without any. */
export function percentileInterval(replicates: readonly number[]): Interval {
  const sorted = Float64Array.from(replicates.filter((value) => !Number.isNaN(value))).sort()
  const at = (level: number) => sorted[Math.round(level * (sorted.length - 1))] ?? Number.NaN
  return { low: at(0.025), high: at(0.975) }
}

/** A figure of all `units` with its interval over resamplings of whole units: what lies inside one is not independent. */
export function bootstrapUnits<Unit>(
  units: readonly Unit[],
  figure: (drawn: readonly Unit[]) => number,
  replicates: number,
  rng: Rng,
): Estimate {
  const drawn = Array.from({ length: replicates }, () => {
    const times = drawUnits(units.length, rng)
    return figure(units.flatMap((unit, i) => Array.from({ length: times[i] ?? 0 }, () => unit)))
  })
  return { value: figure(units), ...percentileInterval(drawn) }
}

/** The lower of the two middle ones where their number is even; null of none. */
export function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? null
}

/** Median of `values` with its interval over `replicates` resamplings of them; null of none. */
export function bootstrapMedian(values: readonly number[], replicates: number, rng: Rng): Estimate | null {
  const value = median(values)
  if (value === null) return null
  const drawn = Array.from({ length: replicates }, () => {
    const times = drawUnits(values.length, rng)
    return median(values.flatMap((one, i) => Array.from({ length: times[i] ?? 0 }, () => one))) ?? Number.NaN
  })
  return { value, ...percentileInterval(drawn) }
}

/** Mean of `values` with its interval over `replicates` resamplings of them; NaN of none. */
export function bootstrapMean(values: readonly number[], replicates: number, rng: Rng): Estimate {
  const mean = (weight: (i: number) => number) =>
    values.reduce((sum, value, i) => sum + value * weight(i), 0) / values.length
  const drawn = Array.from({ length: replicates }, () => {
    const times = drawUnits(values.length, rng)
    return mean((i) => times[i] ?? 0)
  })
  return { value: mean(() => 1), ...percentileInterval(drawn) }
}
