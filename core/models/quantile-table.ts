/**
 * The upper tail of a sample: its 1,024 largest values exactly, the rest as 256 values evenly spaced by rank. Knot i
 * stands at position `positions(table)[i]` of the sorted sample, so ranks need not be stored.
 */
export interface QuantileTable {
  /** Size of the sample. */
  count: number
  /** Ascending. */
  knots: number[]
}

const EXACT = 1024
const COARSE = 256

export function quantileTable(sample: ArrayLike<number>): QuantileTable {
  const sorted = Float64Array.from(sample).sort()
  const knots = positions(sorted.length).map((position) => Number((sorted[position] ?? 0).toPrecision(7)))
  return { count: sorted.length, knots }
}

/** A table made ready for many look-ups. */
export class ConformalRank {
  readonly #knots: Float64Array
  /** Per knot: how many of the sample are certainly smaller than a value above the knot before it. */
  readonly #below: number[]
  readonly #count: number

  constructor(table: QuantileTable) {
    this.#knots = Float64Array.from(table.knots)
    this.#count = table.count
    this.#below = [0, ...positions(table.count).map((position) => position + 1)]
  }

  /**
   * Conformal p-value (1 + #{sample >= score}) / (n + 1) (Bates et al., arXiv 2104.08279): exact among the 1,024 largest,
   * rounded up (conservative) below them. `tolerance` makes scores that close to each other equal.
   */
  pValue(score: number, tolerance: number): number {
    const sought = score - tolerance
    let low = 0
    let high = this.#knots.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#knots[middle] ?? 0) >= sought) high = middle
      else low = middle + 1
    }
    return (1 + this.#count - (this.#below[low] ?? 0)) / (this.#count + 1)
  }
}

function positions(count: number): number[] {
  const coarse = Math.max(0, count - EXACT)
  const spread = Math.min(COARSE, coarse)
  return Array.from({ length: spread + Math.min(EXACT, count) }, (_, i) =>
    i < spread ? Math.floor((i * coarse) / spread) : coarse + i - spread,
  )
}
