import type { AlertTerms } from './alert.ts'
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
  /** It says no more than that something is new to the person. */
  novelty?: boolean
  /** c_base, 0..1: how much of the history that the line rests on there is; 1 without it. */
  maturity?: number
  /** c_local, 0..2: the record of the line's rule in the analyst's verdicts; 1 without it. */
  record?: number
}

/** A circumstance that multiplies the odds (Elastic's asset criticality works the same way). */
export interface Circumstance {
  name: string
  odds: number
  text: string
}

export interface Priority extends AlertTerms {
  /** 0..100, the sum of the points of all terms. */
  score: number
  /** 0..1: chance that at least one line is right. */
  confidence: number
}

/** A single line of no more impact than this is no reason to act. */
const weakImpact = 40

/**
 * Detection points of one alert. A line is worth `impact x sureness`, where `sureness = confidence x maturity x record`, at
 * most 1 (Splunk RBA's impact x confidence; Exabeam's convergence of a model and its record of triggers). The k-th line
 * of one family counts k^-1.5 (Elastic's rank weight). Lines join as a noisy-or, strongest first; circumstances then
 * multiply the odds. Each term's points are the score after it minus the score before it, so the points add up to the
 * score exactly. A model or a weak line (impact 40 or less) that stands alone is held below medium, and so is a novelty that
 * only the models bear out, unless a circumstance speaks against the act: they are fed the country that a signal calls new.
 */
export function prioritise(lines: readonly Line[], circumstances: readonly Circumstance[]): Priority {
  const ordered = lines.toSorted((a, b) => worthOf(b) - worthOf(a))
  const ranks = new Map<string, number>()
  let score = 0
  let doubt = 1
  const step = (next: number): number => {
    const points = round(next - score)
    score = round(score + points)
    return points
  }
  const terms: AlertTerms = { lines: [], circumstances: [], held: 0 }
  for (const line of ordered) {
    const { name, impact, confidence, family, maturity = 1, record = 1 } = line
    const rank = (ranks.get(family) ?? 0) + 1
    ranks.set(family, rank)
    const weight = rank ** -1.5
    doubt *= 1 - surenessOf(line) * weight
    const points = step(score + (100 - score) * worthOf(line) * weight)
    terms.lines.push({
      name,
      impact,
      confidence: round(confidence),
      maturity,
      record,
      weight: round(weight),
      points,
    })
  }
  for (const { name, odds: factor, text } of circumstances) {
    const odds = (score / Math.max(1e-9, 100 - score)) * factor
    terms.circumstances.push({ name, odds: factor, text, points: step((100 * odds) / (1 + odds)) })
  }
  if ((isWeakAlone(lines) || isNoveltyAlone(lines, circumstances)) && score > highestLow)
    terms.held = step(highestLow)
  return { ...terms, score, confidence: round(1 - doubt) }
}

/** One line that is no reason to act by itself: an outlier is not an attack, and a new device is a new device. */
export function isWeakAlone(lines: readonly Pick<Line, 'impact'>[]): boolean {
  return lines.length === 1 && (lines[0]?.impact ?? 0) <= weakImpact
}

/** A novelty and lines of its family, which say it in other words, with no context that raises it. */
function isNoveltyAlone(lines: readonly Line[], circumstances: readonly Circumstance[]): boolean {
  const families = new Set(lines.map(({ family }) => family))
  const repeated = lines.length > 1 && families.size === 1 && lines.some(({ novelty }) => novelty)
  return repeated && !circumstances.some(({ odds }) => odds > 1)
}

function surenessOf({ confidence, maturity = 1, record = 1 }: Line): number {
  return clamp(confidence * maturity * record)
}

function worthOf(line: Line): number {
  return clamp((line.impact / 100) * surenessOf(line))
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
