import { createRng } from '../models/rng.ts'
import { bootstrapMean, drawUnits, percentileInterval } from './bootstrap.ts'
import { dailyBudget } from './daily-budget.ts'
import type { Candidate } from './daily-budget.ts'
import { budgets } from './evaluation.ts'
import type { BudgetFigures } from './evaluation.ts'

const replicates = 200
const seed = 1

/** Recall of attacks and precision of what is shown, per budget; recall is drawn over attacks, precision over days. */
export function budgetFigures(candidates: readonly Candidate[], attackCount: number): BudgetFigures[] {
  return budgets.map((budget) => {
    const { caught, days } = dailyBudget(candidates, budget)
    const rng = createRng(seed)
    const hits = Array.from({ length: attackCount }, (_, attack) => (caught.has(attack) ? 1 : 0))
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
      recall: attackCount > 0 ? bootstrapMean(hits, replicates, rng) : null,
      precision: days.length > 0 ? { value: precision(() => 1), ...percentileInterval(drawn) } : null,
    }
  })
}
