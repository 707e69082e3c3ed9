import type { Estimate } from './bootstrap.ts'

/** 97.5 percentile of the standard normal distribution. */
const z = 1.959964

/** `hits` of `count` with Wilson's 95 % score interval (1927), which keeps a width where all or none hit; NaN of none. */
export function proportion(hits: number, count: number): Estimate {
  const share = hits / count
  const middle = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count)
  const half =
    (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))
  return { value: share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
