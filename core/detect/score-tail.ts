/** Only here does order beyond the resolution matter; larger p-values tie for other reasons. */
const highestTail = 0.01

/**
 * Ranks rows whose p-value has hit the resolution of the calibration set: below 1/(n + 1) a p-value cannot go, however
 * strange the row. Beyond it an exponential tail fitted to the fused scores seen there goes on (a generalised Pareto tail
 * with shape 0, SPOT's simplest form). This orders rows; it promises no rate.
 */
export class ScoreTail {
  #floor = 1
  #least = Infinity
  #meanExcess = 0
  #count = 0

  extend(pValue: number, fused: number): number {
    if (!(pValue <= this.#floor) || pValue > highestTail) return pValue
    if (pValue < this.#floor) {
      this.#floor = pValue
      this.#least = fused
      this.#meanExcess = 0
      this.#count = 0
    }
    this.#least = Math.min(this.#least, fused)
    const excess = fused - this.#least
    const extended = this.#count < 8 ? pValue : pValue * Math.exp(-excess / Math.max(this.#meanExcess, 1e-6))
    this.#count += 1
    this.#meanExcess += (excess - this.#meanExcess) / Math.min(this.#count, 1000)
    return extended
  }
}
