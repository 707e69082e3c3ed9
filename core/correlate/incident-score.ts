import type { Alert } from '../detect/alert.ts'
import { highestLow } from '../detect/severity.ts'
import { chainLength } from './chain.ts'
import { subjectOf } from './link.ts'

/**
 * Score 0..100 and confidence 0..1 of an incident. Of alerts that say the same of the same person, and of
 * those of the models alone, the strongest counts.
 * Sorted from the strongest, the i-th weighs i^-1.5 (Elastic's entity risk); they join as a noisy-or rather than as
 * Elastic's sum over 2.612, so that a single alert keeps its own score instead of a third of it. Each further tactic in
 * kill-chain order multiplies by 1.15, up to 2. Low alerts that all say the same stay low together.
 */
export function incidentScore(alerts: readonly Alert[]): { score: number; confidence: number } {
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
  const joined = (value: (alert: Alert) => number): number =>
    1 - ranked.reduce((doubt, alert, i) => doubt * (1 - value(alert) * (i + 1) ** -1.5), 1)
  const bonus = Math.min(2, 1.15 ** Math.max(0, chainLength(alerts) - 1))
  const score = Math.min(100, 100 * joined((alert) => alert.score / 100) * bonus)
  const kinds = new Set(alerts.flatMap(({ signals }) => (signals.length > 0 ? signals : ['model'])))
  const held = kinds.size < 2 && alerts.every(({ severity }) => severity === 'low')
  return {
    score: round(held ? Math.min(score, highestLow) : score),
    confidence: round(
      Math.min(
        0.99,
        joined((alert) => alert.confidence),
      ),
    ),
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
