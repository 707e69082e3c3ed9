/** How well scores rank positives before negatives. Shares are 0..1; all NaN without positives or without negatives. */
export interface RankingFigures {
  /** Area under the ROC curve: chance that a positive scores above a negative, ties counting half. */
  aucRoc: number
  /** Average precision, sum of (recall step x precision): the area under the precision-recall curve without interpolation. */
  aucPr: number
  /** Largest share of positives found while at most 1 % of the negatives are. */
  tprAt1: number
  tprAt5: number
}

/** Scores put in order once, so that many weightings (a bootstrap) can be measured. */
export class Ranking {
  /** Rows, strangest first. */
  readonly #order: Int32Array
  readonly #scores: Float64Array
  readonly #positive: Uint8Array

  /** A score that is not a number is the lowest. `positive` is 1 where the row is one. */
  constructor(scores: ArrayLike<number>, positive: Uint8Array) {
    this.#scores = Float64Array.from(scores, (score) => (Number.isNaN(score) ? -Infinity : score))
    this.#positive = positive
    this.#order = Int32Array.from(scores, (_, row) => row).sort(
      (a, b) => (this.#scores[b] ?? 0) - (this.#scores[a] ?? 0) || a - b,
    )
  }

  /** `weight` tells how often each row counts; by default once. Rows of one score are taken in together. */
  figures(weight: (row: number) => number = () => 1): RankingFigures {
    const total = this.#totals(weight)
    const figures: RankingFigures = { aucRoc: 0, aucPr: 0, tprAt1: 0, tprAt5: 0 }
    let found = 0
    let wrong = 0
    for (let i = 0; i < this.#order.length;) {
      const score = this.#scores[this.#order[i] ?? 0]
      let positives = 0
      let negatives = 0
      for (; i < this.#order.length && this.#scores[this.#order[i] ?? 0] === score; i++) {
        const row = this.#order[i] ?? 0
        if (this.#positive[row] === 1) positives += weight(row)
        else negatives += weight(row)
      }
      figures.aucRoc += negatives * (found + positives / 2)
      found += positives
      wrong += negatives
      if (positives > 0) figures.aucPr += (positives * found) / (found + wrong)
      if (wrong <= 0.01 * total.negatives) figures.tprAt1 = found
      if (wrong <= 0.05 * total.negatives) figures.tprAt5 = found
    }
    figures.aucRoc /= total.positives * total.negatives
    for (const name of ['aucPr', 'tprAt1', 'tprAt5'] as const) {
      figures[name] = total.negatives > 0 ? figures[name] / total.positives : Number.NaN
    }
    return figures
  }

  #totals(weight: (row: number) => number): { positives: number; negatives: number } {
    let positives = 0
    let negatives = 0
    for (const row of this.#order) {
      if (this.#positive[row] === 1) positives += weight(row)
      else negatives += weight(row)
    }
    return { positives, negatives }
  }
}
