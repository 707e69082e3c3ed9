import { describeValue } from '../features/describe.ts'
import type { Feature } from '../features/feature.ts'
import type { UsualRange } from '../features/feature.ts'

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
