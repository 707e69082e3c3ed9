import { describeValue } from '../features/describe.ts'
import type { Feature } from '../features/feature.ts'

/** What a person usually shows of a feature, in the unit of its values, and how the peers compare. */
export interface UsualRange {
  /** Lower and upper bound of the usual, e.g. the 10th and 90th percentile. */
  low: number
  high: number
  /** `count` of `of` peers stay under `limit`. */
  peersBelow?: { count: number; of: number; limit: number }
}

/** `60 MB to 210 MB`; one value where both ends read the same. */
export function describeRange(feature: Feature, { low, high }: UsualRange): string {
  const [from, to] = [describeValue(feature, low), describeValue(feature, high)]
  return from === to ? from : `${from} to ${to}`
}

/** The end of a sentence: `; usually 60 MB to 210 MB; 8 of 9 peers stay under 400 MB`. */
export function describeUsual(feature: Feature, range: UsualRange): string {
  const { peersBelow: peers } = range
  const others = peers
    ? `; ${peers.count} of ${peers.of} peers stay under ${describeValue(feature, peers.limit)}`
    : ''
  return `; usually ${describeRange(feature, range)}${others}`
}
