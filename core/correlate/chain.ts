import type { Alert } from '../detect/alert.ts'
import { killChain, techniqueOf } from './attack-data.ts'
import type { Stage, Technique } from './incident.ts'

/** Alerts of fewer points don't lengthen a chain. */
const chainScore = 20

/** Techniques of all alerts, unique, in kill-chain order. */
export function techniquesOf(alerts: readonly Alert[]): Technique[] {
  const found = new Map<string, Technique>()
  for (const alert of alerts)
    for (const id of alert.techniques) {
      const technique = techniqueOf(id)
      if (technique) found.set(id, technique)
    }
  return [...found.values()].sort(
    (a, b) => killChain.indexOf(a.tactic) - killChain.indexOf(b.tactic) || (a.id < b.id ? -1 : 1),
  )
}

/** One stage a tactic, in kill-chain order. An alert stands in each tactic its techniques serve. */
export function stagesOf(alerts: readonly Alert[]): Stage[] {
  const stages = new Map<string, Stage>()
  for (const alert of alerts) {
    const tactics = new Set(alert.techniques.map((id) => techniqueOf(id)?.tactic))
    for (const tactic of tactics) {
      if (tactic === undefined) continue
      const stage = stages.get(tactic) ?? { tactic, start: alert.time, end: alert.time, alerts: [] }
      stage.start = Math.min(stage.start, alert.time)
      stage.end = Math.max(stage.end, alert.repeats?.last ?? alert.time)
      stage.alerts.push(alert.id)
      stages.set(tactic, stage)
    }
  }
  return [...stages.values()].sort((a, b) => killChain.indexOf(a.tactic) - killChain.indexOf(b.tactic))
}

/**
 * Length of the longest run of tactics that began one after the other in kill-chain order. Tactics that one alert begins
 * together are one step; alerts of little weight don't count.
 */
export function chainLength(alerts: readonly Alert[]): number {
  const stages = stagesOf(alerts.filter(({ score }) => score >= chainScore))
  // Stages come in kill-chain order, so this is the longest subsequence whose starts go forward in time.
  const longest: number[] = []
  for (const [i, stage] of stages.entries()) {
    const before = stages
      .slice(0, i)
      .map((earlier, j) => (earlier.start < stage.start ? (longest[j] ?? 0) : 0))
    longest.push(1 + Math.max(0, ...before))
  }
  return Math.max(0, ...longest)
}
