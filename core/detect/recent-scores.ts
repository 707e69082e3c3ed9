import { through } from '../memory/codec.ts'
import { day } from '../event/time-units.ts'

/** Time in which a score's weight falls to 1/e: about four weeks, as long as hours of the week are remembered (ours). */
const memory = 28 * day
/** Acts that the calibration set of the models counts for: it speaks until the stream itself has shown some hundreds (ours). */
const prior = 250
/** Scores are counted in bins of 1/128 standard score from -8 to 16, far beyond what the fusion can give. */
const [lowest, bins, width] = [-8, 3072, 1 / 128]
/** Weights grow with time instead of old ones shrinking; beyond this all are brought back. */
const heaviest = 1e12

/**
 * How rare a score is among those seen lately in the same stream: an online conformal p-value (Laxhammar and Falkman, IEEE
 * TPAMI 36(6), 2014; the p-value of Bates et al., arXiv 2104.08279), `(1 + #{seen >= score}) / (1 + n)`, older scores
 * counting exponentially less (weighted as in Barber et al., arXiv 2202.13415). What the models' own calibration set says
 * stands in at the beginning. So the share of acts below a level is that level, also where the stream is not what the models
 * were calibrated on, and scores are told apart beyond the resolution of the calibration set. Equal scores count as higher.
 */
export class RecentScores {
  static readonly codec = through(
    (one: RecentScores) => ({ tree: one.#tree, total: one.#total, prior: one.#prior, start: one.#start }),
    ({ tree, total, prior: left, start }) => {
      const one = new RecentScores()
      one.#tree = tree
      one.#total = total
      one.#prior = left
      one.#start = start
      return one
    },
  )
  /** Fenwick tree over bins, highest score first. */
  #tree = new Float64Array(bins + 1)
  #total = 0
  #prior = prior
  #start = Number.NaN

  /** The p-value of a score among those before it, which it then joins. `time` in epoch ms, `pValue` is the models' own. */
  see(time: number, score: number, pValue: number): number {
    const weight = this.#weightAt(time)
    const bin = bins - Math.min(bins - 1, Math.max(0, Math.floor((score - lowest) / width)))
    let above = 0
    for (let i = bin; i > 0; i -= i & -i) above += this.#tree[i] ?? 0
    for (let i = bin; i <= bins; i += i & -i) this.#tree[i] = (this.#tree[i] ?? 0) + weight
    const p = (weight + above + this.#prior * pValue) / (weight + this.#total + this.#prior)
    this.#total += weight
    return p
  }

  #weightAt(time: number): number {
    if (Number.isNaN(this.#start)) this.#start = time
    const weight = Math.exp((time - this.#start) / memory)
    if (weight < heaviest) return weight
    const factor = Math.exp((this.#start - time) / memory)
    this.#tree.forEach((value, i) => (this.#tree[i] = value * factor))
    this.#total *= factor
    this.#prior *= factor
    this.#start = time
    return 1
  }
}
