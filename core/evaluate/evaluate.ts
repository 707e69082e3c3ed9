import type { Alert } from '../detect/alert.ts'
import { ActRanking } from './act-ranking.ts'
import { budgetFigures } from './budget-figures.ts'
import { dailyBudget } from './daily-budget.ts'
import type { Candidate } from './daily-budget.ts'
import { budgets } from './evaluation.ts'
import type { AttackFigures, DetectorFigures, Evaluation, ScenarioFigures } from './evaluation.ts'
import { AttackLines } from './labels.ts'
import type { Labels } from './labels.ts'
import type { RankedName, ScoredActs } from './scored-acts.ts'

const dayMs = 86_400_000

/** Of an alert what measuring needs. */
export type MeasuredAlert = Pick<Alert, 'time' | 'score' | 'events'>

/** Measures finished scores and alerts against labels. */
export function evaluate(acts: ScoredActs, alerts: readonly MeasuredAlert[], labels: Labels): Evaluation {
  const lines = new AttackLines(labels)
  const attackOfAct = acts.attacks(lines)
  const attackCount = labels.attacks.length
  const { owners, ownerCount } = acts
  const found = alerts.map(({ time, score, events }) => ({ time, score, attack: lines.attackOf(events) }))
  const days = new Set(acts.times.map((time) => Math.floor(time / dayMs))).size
  const attacks = attackFigures(labels, attackOfAct, found)
  const rank = (scores: ArrayLike<number>) =>
    new ActRanking(scores, { attacks: attackOfAct, attackCount, owners, ownerCount })
  const rankings: Record<RankedName, ActRanking> = {
    iforest: rank(acts.scores.iforest),
    ocsvm: rank(acts.scores.ocsvm),
    lof: rank(acts.scores.lof),
    lstm: rank(acts.scores.lstm),
    fused: rank(acts.scores.fused),
  }
  const detector = (name: RankedName): DetectorFigures => {
    const candidates = acts.times.flatMap((time, row) => {
      const score = acts.scores[name][row] ?? Number.NaN
      return Number.isNaN(score) ? [] : { time, score, attack: attackOfAct[row] ?? -1 }
    })
    return {
      ranking: rankings[name].byAct(),
      balanced: rankings[name].byAttack(),
      budgets: budgetFigures(candidates, attackCount),
    }
  }
  return {
    data: {
      acts: acts.count,
      attackActs: attackOfAct.filter((attack) => attack >= 0).length,
      days,
      people: ownerCount,
      attacks: attackCount,
      alerts: alerts.length,
    },
    falseAlertsPerDay: found.filter(({ attack }) => attack < 0).length / Math.max(1, days),
    scenarios: scenarioFigures(attacks, found, rankings),
    attacks,
    alerts: budgetFigures(found, attackCount),
    detectors: {
      iforest: detector('iforest'),
      ocsvm: detector('ocsvm'),
      lof: detector('lof'),
      lstm: detector('lstm'),
      fused: detector('fused'),
    },
    ablation: {
      iforest: rank(acts.fusedWithout('iforest')).byAttack(),
      ocsvm: rank(acts.fusedWithout('ocsvm')).byAttack(),
      lof: rank(acts.fusedWithout('lof')).byAttack(),
      lstm: rank(acts.fusedWithout('lstm')).byAttack(),
    },
  }
}

function attackFigures(
  { attacks }: Labels,
  attackOfAct: Int32Array,
  alerts: readonly Candidate[],
): AttackFigures[] {
  const acts = new Uint32Array(attacks.length)
  for (const attack of attackOfAct) if (attack >= 0) acts[attack] = (acts[attack] ?? 0) + 1
  return attacks.map(({ id, scenario, start }, index) => {
    const times = alerts.flatMap(({ attack, time }) => (attack === index ? time : []))
    const first = times.reduce((least, time) => Math.min(least, time), Infinity)
    return {
      id,
      scenario,
      start,
      acts: acts[index] ?? 0,
      alerts: times.length,
      // A flow is dated by its beginning, which may be a moment before the first line of it.
      delay: times.length > 0 ? Math.max(0, first - Date.parse(start)) : null,
    }
  })
}

function scenarioFigures(
  attacks: readonly AttackFigures[],
  alerts: readonly Candidate[],
  rankings: Record<RankedName, ActRanking>,
): ScenarioFigures[] {
  const [at1, at5, at10, at20] = budgets.map((budget) => dailyBudget(alerts, budget).caught)
  return [...Map.groupBy(attacks.entries(), ([, { scenario }]) => scenario)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scenario, group]) => {
      const count = (caught?: Set<number>) => group.filter(([index]) => caught?.has(index)).length
      const members = new Set(group.map(([index]) => index))
      const aucRoc = (name: RankedName) => rankings[name].aucRocOf((attack) => members.has(attack))
      return {
        scenario,
        attacks: group.length,
        caught: group.filter(([, attack]) => attack.alerts > 0).length,
        caughtAt: { 1: count(at1), 5: count(at5), 10: count(at10), 20: count(at20) },
        medianDelay: median(group.flatMap(([, { delay }]) => delay ?? [])),
        aucRoc: {
          iforest: aucRoc('iforest'),
          ocsvm: aucRoc('ocsvm'),
          lof: aucRoc('lof'),
          lstm: aucRoc('lstm'),
          fused: aucRoc('fused'),
        },
      }
    })
}

/** The lower of the two middle ones where their number is even; null of none. */
function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? null
}
