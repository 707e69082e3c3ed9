import { highestLow } from './severity.ts'

/** A line of evidence: how bad it would be, and how sure. */
export interface Line {
  name: string
  /** 0..100. */
  impact: number
  /** 0..1. */
  confidence: number
  /** Lines of one family say the same thing in other words. */
  family: string
}

/** A circumstance that multiplies the odds (Elastic's asset criticality works the same way). */
export interface Circumstance {
  name: string
  odds: number
  text: string
}

export interface Priority {
  /** 0..100, the sum of all points below. */
  score: number
  /** 0..1: chance that at least one line is right. */
  confidence: number
  lines: { line: Line; points: number }[]
  circumstances: { circumstance: Circumstance; points: number }[]
  /** 0 or negative: taken off so that evidence standing alone stays low. */
  held: number
}

/**
 * Detection points of one alert. A line is worth `impact x confidence` (Splunk RBA); the k-th line of one family counts
 * k^-1.5 (Elastic's rank weight). Lines join as a noisy-or, strongest first; circumstances then multiply the odds.
 * Each term's points are the score after it minus the score before it, so the points add up to the score exactly.
 * A model or a weak line (impact below 40) that stands alone is held below medium.
 */
export function prioritise(lines: readonly Line[], circumstances: readonly Circumstance[]): Priority {
  const ordered = lines.toSorted((a, b) => b.impact * b.confidence - a.impact * a.confidence)
  const ranks = new Map<string, number>()
  let score = 0
  let doubt = 1
  const step = (next: number): number => {
    const points = round(next - score)
    score = round(score + points)
    return points
  }
  const result: Priority = { score: 0, confidence: 0, lines: [], circumstances: [], held: 0 }
  for (const line of ordered) {
    const rank = (ranks.get(line.family) ?? 0) + 1
    ranks.set(line.family, rank)
    const weight = rank ** -1.5
    doubt *= 1 - clamp(line.confidence) * weight
    const worth = clamp((line.impact / 100) * line.confidence) * weight
    result.lines.push({ line, points: step(score + (100 - score) * worth) })
  }
  for (const circumstance of circumstances) {
    const odds = (score / Math.max(1e-9, 100 - score)) * circumstance.odds
    result.circumstances.push({ circumstance, points: step((100 * odds) / (1 + odds)) })
  }
  const alone = ordered.length === 1 && (ordered[0]?.impact ?? 0) <= 40
  if (alone && score > highestLow) result.held = step(highestLow)
  return { ...result, score, confidence: round(1 - doubt) }
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
