import type { ActKind } from '../event/act.ts'
import { HourlyLoad } from './hourly-load.ts'
import { ScoreTail } from './score-tail.ts'

/** A p-value above this is no outlier, however much of the budget is left. */
const highestAlpha = 0.01
/** How much one alert lowers the level, as a share of it, while the level follows the budget. */
const step = 0.05

/**
 * Decides which p-values are outliers so that about `budgetPerDay` are, over all kinds of act together.
 *
 * Each kind of act gets an equal share of the budget, or flows would use up what logins need. Within a kind the budget is
 * spread over the hours of the week by the square root of their expected load, between "the same for each hour" and
 * "the same for each act": a quiet night is watched more closely than a busy noon. That gives the wanted rate
 * `target(hour)`. The level used is `theta x target(hour)`, and theta follows the online quantile controller of adaptive
 * conformal inference (Gibbs and Candes, arXiv 2106.00170): `theta += step x (target - alerted)`. So the long-run number
 * of alerts follows the budget even when the p-values are off or drift; it is a ceiling, since theta is bounded and no
 * p-value above 0.01 is ever an outlier. Acts that a signal already reported are exempt, and cost nothing.
 */
export class AdaptiveThreshold {
  readonly #budgetPerDay: number
  readonly #kinds = new Map<ActKind, Controller>()

  constructor(budgetPerDay: number) {
    this.#budgetPerDay = budgetPerDay
  }

  /**
   * Takes in one scored act, in event order.
   * @param exempt true when the act is reported in any case
   */
  isOutlier(kind: ActKind, time: number, pValue: number, fused: number, exempt: boolean): boolean {
    let controller = this.#kinds.get(kind)
    if (!controller) {
      controller = new Controller()
      this.#kinds.set(kind, controller)
    }
    return controller.see(time, pValue, fused, exempt, this.#budgetPerDay / this.#kinds.size)
  }

  /** The level in force for a kind at a time; undefined for a kind not seen yet. */
  level(kind: ActKind, time: number): number | undefined {
    return this.#kinds.get(kind)?.level(time, this.#budgetPerDay / this.#kinds.size)
  }
}

class Controller {
  readonly #load = new HourlyLoad()
  readonly #tail = new ScoreTail()
  #theta = 1

  see(time: number, pValue: number, fused: number, exempt: boolean, budget: number): boolean {
    this.#load.add(time)
    const p = this.#tail.extend(pValue, fused)
    const target = this.#target(time, budget)
    const isOutlier = p <= Math.min(highestAlpha, this.#theta * target)
    if (!exempt) {
      const moved = this.#theta + step * (target - (isOutlier ? 1 : 0))
      this.#theta = Math.min(4, Math.max(0.02, moved))
    }
    return isOutlier
  }

  level(time: number, budget: number): number {
    return Math.min(highestAlpha, this.#theta * this.#target(time, budget))
  }

  /** Wanted share of alerts among the acts of this hour. */
  #target(time: number, budget: number): number {
    const expected = this.#load.expected(time)
    const mean = Math.max(1, this.#load.mean)
    return ((budget / 24) * Math.sqrt(expected / mean)) / expected
  }
}
