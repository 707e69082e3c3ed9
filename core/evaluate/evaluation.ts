import type { DetectorName } from '../models/score.ts'
import type { Estimate } from './bootstrap.ts'
import type { RankingFigures } from './ranking.ts'
import type { RankedName } from './scored-acts.ts'

/** Alerts a day that an analyst looks at. */
export const budgets = [1, 5, 10, 20] as const
type Budget = (typeof budgets)[number]

export type RankingEstimates = Record<keyof RankingFigures, Estimate>

export interface BudgetFigures {
  budget: Budget
  /** Share of the attacks of which something was shown; null without attacks. */
  recall: Estimate | null
  /** Share of what was shown that belongs to an attack; null where nothing was shown. */
  precision: Estimate | null
  /** Median event time from an attack's start to the first of it that was shown, in ms; null where none was. */
  delay: Estimate | null
}

export interface ScenarioFigures {
  scenario: string
  attacks: number
  /** Attacks with any alert at all. */
  caught: number
  /** Share of them, with Wilson's interval: a scenario has few attacks, and a bootstrap has no width where all or none are found. */
  recall: Estimate
  /** Attacks caught by the highest alerts of each day, per budget. */
  caughtAt: Record<Budget, number>
  /** Median event time from an attack's start to its first alert, in ms, of those with one. */
  medianDelay: number | null
  /** Attacks caught by the 10 strangest acts of each day. */
  caughtBy: Record<RankedName, number>
  /** Area under the ROC curve of its acts against all normal ones. */
  aucRoc: Record<RankedName, number>
}

export interface AttackFigures {
  id: string
  scenario: string
  start: string
  /** Acts made of its lines. */
  acts: number
  /** Alerts that rest on its lines. */
  alerts: number
  /** Event time from its start to the first of them, in ms. */
  delay: number | null
}

export interface DetectorFigures {
  /** Every act counts the same: an attack of a thousand flows outweighs one of a single login. */
  ranking: RankingEstimates
  /** Every attack counts the same. */
  balanced: RankingEstimates
  budgets: BudgetFigures[]
}

/** What `sonic evaluate` measures. Shares are 0..1, intervals 95 %. */
export interface Evaluation {
  data: { acts: number; attackActs: number; days: number; people: number; attacks: number; alerts: number }
  /** Of all alerts, whatever an analyst has time for: share of the attacks with any, and median ms to the first. */
  found: { recall: Estimate | null; delay: Estimate | null }
  /** Alerts that rest on no attack's lines, per day of data; drawn over days. */
  falseAlertsPerDay: Estimate
  scenarios: ScenarioFigures[]
  attacks: AttackFigures[]
  /** The alerts themselves, highest score first. */
  alerts: BudgetFigures[]
  /** Every act ranked by one detector or the fusion; an act is positive when its lines lie in an attack's. */
  detectors: Record<RankedName, DetectorFigures>
  /** The fusion without one detector, every attack counting the same. */
  ablation: Record<DetectorName, RankingEstimates>
}
