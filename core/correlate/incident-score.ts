import type { Alert } from '../detect/alert.ts'
import { highestLow, leastLow } from '../detect/severity.ts'
import { modelLineName } from '../detect/model-line.ts'
import { chainLength } from './chain.ts'
import type { IncidentTerms } from './incident.ts'
import { subjectOf } from './link.ts'
import { day } from '../event/time-units.ts'

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

/** Days on which the same low thing must be told before it is more than one odd day (ours). */
const leastDays = 3

/**
 * Score and confidence of an incident. Of alerts that say the same of the same person on one day (UTC), and of those of the
 * models alone on any, the strongest counts.
 * Sorted from the strongest, the i-th weighs i^-1.5 (Elastic's entity risk); they join as a noisy-or rather than as
 * Elastic's sum over 2.612, so that a single alert keeps its own score instead of a third of it. Each further tactic in
 * kill-chain order multiplies by 1.15, up to 2. Low alerts that all say the same stay low together unless they came on 3 days
 * or more; what the models say ranks an act and proves nothing, so it never lifts them.
 * Each term's points are the score after it minus the score before it.
 */
export function incidentScore(alerts: readonly Alert[]): IncidentScore {
  const ranked = strongestOf(alerts, ({ score }) => score)
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
  const signalled = alerts.filter(({ signals }) => signals.length > 0)
  const kinds = new Set(signalled.flatMap(({ signals }) => signals))
  const days = new Set(signalled.map(dayOf))
  const low = alerts.every(({ severity }) => severity === 'low')
  const alone =
    low && ((kinds.size < 2 && days.size < leastDays) || signalledScore(signalled) * factor <= highestLow)
  const agreed = kinds.size + (signalled.length < alerts.length ? 1 : 0) > 1
  const held = alone && score > highestLow ? step(highestLow) : 0
  const confidence = together(ranked.map((alert) => alert.confidence))
  return {
    score,
    confidence: round(Math.min(0.99, confidence)),
    terms: {
      alerts: counted.slice(0, told),
      others: { count: rest.length, points: round(rest.reduce((sum, { points }) => sum + points, 0)) },
      chain,
      held,
    },
    informational: score < leastLow || (!agreed && alerts.every((alert) => alert.informational)),
  }
}

/** Of alerts that say the same of the same person on one day, and of those of the models alone, the strongest; strongest first. */
function strongestOf(alerts: readonly Alert[], scoreOf: (alert: Alert) => number): Alert[] {
  const strongest = new Map<string, Alert>()
  for (const alert of alerts) {
    const said =
      alert.signals.length > 0
        ? `${dayOf(alert)} ${alert.signals.join()} ${alert.techniques.join()} ${subjectOf(alert)}`
        : 'model'
    const known = strongest.get(said)
    if (!known || scoreOf(alert) > scoreOf(known)) strongest.set(said, alert)
  }
  return [...strongest.values()].sort((a, b) => scoreOf(b) - scoreOf(a))
}

/** What the signals of the alerts give together, 0..100, without what the models add to them. */
function signalledScore(alerts: readonly Alert[]): number {
  return 100 * together(strongestOf(alerts, ownScore).map((alert) => ownScore(alert) / 100))
}

/** Noisy-or of worths, 0..1 and strongest first: the i-th weighs i^-1.5. */
function together(worths: readonly number[]): number {
  return 1 - worths.reduce((left, worth, i) => left * (1 - worth * (i + 1) ** -1.5), 1)
}

/** An alert's score without what the models add to it. */
function ownScore({ score, terms }: Alert): number {
  const byModels = terms?.lines.filter(({ name }) => name === modelLineName) ?? []
  return byModels.reduce((left, { points }) => left - points, score)
}

function dayOf({ time }: Alert): number {
  return Math.floor(time / day)
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
