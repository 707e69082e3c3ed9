import { createRng } from '../models/rng.ts'
import { bootstrapMean, bootstrapMedian, drawUnits, percentileInterval } from './bootstrap.ts'
import { dailyBudget } from './daily-budget.ts'
import type { Candidate } from './daily-budget.ts'
import { budgets } from './evaluation.ts'
import type { BudgetFigures } from './evaluation.ts'

const replicates = 200
const seed = 1

/**
 * Recall of attacks, precision of what is shown and time to the first of it, per budget; recall and time are drawn over
 * attacks, precision over days.
 * @param starts of the attacks, epoch ms
 */
export function budgetFigures(candidates: readonly Candidate[], starts: readonly number[]): BudgetFigures[] {
  return budgets.map((budget) => {
    const { caught, days } = dailyBudget(candidates, budget)
    const rng = createRng(seed)
    const hits = starts.map((_, attack) => (caught.has(attack) ? 1 : 0))
    const delays = [...caught].map(([attack, time]) => delayOf(starts[attack] ?? time, time))
    const precision = (times: (day: number) => number) => {
      const sum = (of: 'right' | 'shown') => days.reduce((total, day, i) => total + day[of] * times(i), 0)
      return sum('right') / sum('shown')
    }
    const drawn = Array.from({ length: replicates }, () => {
      const times = drawUnits(days.length, rng)
      return precision((day) => times[day] ?? 0)
    })
    return {
      budget,
      recall: starts.length > 0 ? bootstrapMean(hits, replicates, rng) : null,
      precision: days.length > 0 ? { value: precision(() => 1), ...percentileInterval(drawn) } : null,
      delay: bootstrapMedian(delays, replicates, rng),
    }
  })
}

/** A flow is dated by its beginning, which may be a moment before the first line of an attack. */
export function delayOf(start: number, found: number): number {
  return Math.max(0, found - start)
}
