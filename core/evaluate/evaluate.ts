import type { Alert } from '../detect/alert.ts'
import { createRng } from '../models/rng.ts'
import { ActRanking } from './act-ranking.ts'
import { bootstrapMean, bootstrapMedian, median } from './bootstrap.ts'
import type { Estimate } from './bootstrap.ts'
import { budgetFigures, delayOf } from './budget-figures.ts'
import { dailyBudget } from './daily-budget.ts'
import type { Candidate } from './daily-budget.ts'
import { budgets } from './evaluation.ts'
import type { AttackFigures, DetectorFigures, Evaluation, ScenarioFigures } from './evaluation.ts'
import { AttackLines } from './labels.ts'
import type { Labels } from './labels.ts'
import { proportion } from './proportion.ts'
import type { RankedName, ScoredActs } from './scored-acts.ts'
import { day as dayMs } from '../event/time-units.ts'

/** Acts a day at which detectors are compared by scenario. */
const scenarioBudget = 10
const replicates = 200
const seed = 1

/** Of an alert what measuring needs. */
export type MeasuredAlert = Pick<Alert, 'time' | 'score' | 'events'>

/** Measures finished scores and alerts against labels. */
export function evaluate(acts: ScoredActs, alerts: readonly MeasuredAlert[], labels: Labels): Evaluation {
  const lines = new AttackLines(labels)
  const attackOfAct = acts.attacks(lines)
  const attackCount = labels.attacks.length
  const { owners, ownerCount } = acts
  const found = alerts.map(({ time, score, events }) => ({ time, score, attack: lines.attackOf(events) }))
  const days = [...new Set(acts.times.map((time) => Math.floor(time / dayMs)))]
  const starts = labels.attacks.map(({ start }) => Date.parse(start))
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
  const candidates = (name: RankedName): Candidate[] =>
    acts.times.flatMap((time, row) => {
      const score = acts.scores[name][row] ?? Number.NaN
      return Number.isNaN(score) ? [] : { time, score, attack: attackOfAct[row] ?? -1 }
    })
  const detector = (name: RankedName): DetectorFigures => ({
    ranking: rankings[name].byAct(),
    balanced: rankings[name].byAttack(),
    budgets: budgetFigures(candidates(name), starts),
  })
  const caughtBy = (name: RankedName) => dailyBudget(candidates(name), scenarioBudget).caught
  return {
    data: {
      acts: acts.count,
      attackActs: attackOfAct.filter((attack) => attack >= 0).length,
      days: days.length,
      people: ownerCount,
      attacks: attackCount,
      alerts: alerts.length,
    },
    found: foundFigures(attacks),
    falseAlertsPerDay: falsePerDay(found, days),
    scenarios: scenarioFigures(attacks, found, rankings, {
      iforest: caughtBy('iforest'),
      ocsvm: caughtBy('ocsvm'),
      lof: caughtBy('lof'),
      lstm: caughtBy('lstm'),
      fused: caughtBy('fused'),
    }),
    attacks,
    alerts: budgetFigures(found, starts),
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

function foundFigures(attacks: readonly AttackFigures[]): Evaluation['found'] {
  const hits = attacks.map(({ alerts }) => (alerts > 0 ? 1 : 0))
  const delays = attacks.flatMap(({ delay }) => delay ?? [])
  return {
    recall: hits.length > 0 ? bootstrapMean(hits, replicates, createRng(seed)) : null,
    delay: bootstrapMedian(delays, replicates, createRng(seed)),
  }
}

function falsePerDay(alerts: readonly Candidate[], days: readonly number[]): Estimate {
  const counts = new Map(days.map((day) => [day, 0]))
  for (const { time, attack } of alerts) {
    const day = Math.floor(time / dayMs)
    if (attack < 0) counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return bootstrapMean([...counts.values()], replicates, createRng(seed))
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
      delay: times.length > 0 ? delayOf(Date.parse(start), first) : null,
    }
  })
}

function scenarioFigures(
  attacks: readonly AttackFigures[],
  alerts: readonly Candidate[],
  rankings: Record<RankedName, ActRanking>,
  byDetector: Record<RankedName, ReadonlyMap<number, number>>,
): ScenarioFigures[] {
  const [at1, at5, at10, at20] = budgets.map((budget) => dailyBudget(alerts, budget).caught)
  return [...Map.groupBy(attacks.entries(), ([, { scenario }]) => scenario)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scenario, group]) => {
      const count = (caught?: ReadonlyMap<number, number>) =>
        group.filter(([index]) => caught?.has(index)).length
      const members = new Set(group.map(([index]) => index))
      const aucRoc = (name: RankedName) => rankings[name].aucRocOf((attack) => members.has(attack))
      const found = group.filter(([, attack]) => attack.alerts > 0).length
      return {
        scenario,
        attacks: group.length,
        caught: found,
        recall: proportion(found, group.length),
        caughtAt: { 1: count(at1), 5: count(at5), 10: count(at10), 20: count(at20) },
        medianDelay: median(group.flatMap(([, { delay }]) => delay ?? [])),
        caughtBy: {
          iforest: count(byDetector.iforest),
          ocsvm: count(byDetector.ocsvm),
          lof: count(byDetector.lof),
          lstm: count(byDetector.lstm),
          fused: count(byDetector.fused),
        },
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
