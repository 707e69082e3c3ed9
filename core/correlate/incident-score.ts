import type { Alert } from '../detect/alert.ts'
import { highestLow, leastLow } from '../detect/severity.ts'
import { chainLength } from './chain.ts'
import type { IncidentTerms } from './incident.ts'
import { subjectOf } from './link.ts'

/** Alerts told one by one; the rest is summed up. */
const told = 10

export interface IncidentScore {
  /** 0..100, the sum of the points of all terms. */
  score: number
  /** 0..1. */
  confidence: number
  terms: IncidentTerms
  /** Context rather than a reason to act: under 20 points, or nothing but informational alerts of one kind. */
  informational: boolean
}

/**
 * Score and confidence of an incident. Of alerts that say the same of the same person, and of those of the models alone,
 * the strongest counts.
 * Sorted from the strongest, the i-th weighs i^-1.5 (Elastic's entity risk); they join as a noisy-or rather than as
 * Elastic's sum over 2.612, so that a single alert keeps its own score instead of a third of it. Each further tactic in
 * kill-chain order multiplies by 1.15, up to 2. Low alerts that all say the same stay low together.
 * Each term's points are the score after it minus the score before it.
 */
export function incidentScore(alerts: readonly Alert[]): IncidentScore {
  const strongest = new Map<string, Alert>()
  for (const alert of alerts) {
    const said =
      alert.signals.length > 0
        ? `${alert.signals.join()} ${alert.techniques.join()} ${subjectOf(alert)}`
        : 'model'
    const known = strongest.get(said)
    if (!known || alert.score > known.score) strongest.set(said, alert)
  }
  const ranked = [...strongest.values()].sort((a, b) => b.score - a.score)
  let score = 0
  const step = (next: number): number => {
    const points = round(next - score)
    score = round(score + points)
    return points
  }
  const counted = ranked.map((alert, i) => {
    const weight = (i + 1) ** -1.5
    const points = step(score + (100 - score) * (alert.score / 100) * weight)
    return { alert: alert.id, title: alert.title, score: alert.score, weight: round(weight), points }
  })
  const rest = counted.slice(told)
  const tactics = chainLength(alerts)
  const factor = Math.min(2, 1.15 ** Math.max(0, tactics - 1))
  const chain = { tactics, factor: round(factor), points: step(Math.min(100, score * factor)) }
  const kinds = new Set(alerts.flatMap(({ signals }) => (signals.length > 0 ? signals : ['model'])))
  const alone = kinds.size < 2 && alerts.every(({ severity }) => severity === 'low')
  const held = alone && score > highestLow ? step(highestLow) : 0
  const doubt = ranked.reduce((left, { confidence }, i) => left * (1 - confidence * (i + 1) ** -1.5), 1)
  return {
    score,
    confidence: round(Math.min(0.99, 1 - doubt)),
    terms: {
      alerts: counted.slice(0, told),
      others: { count: rest.length, points: round(rest.reduce((sum, { points }) => sum + points, 0)) },
      chain,
      held,
    },
    informational: score < leastLow || (alone && alerts.every((alert) => alert.informational)),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
