import { fitRandomForest, predictRandomForest } from '../models/random-forest.ts'
import type { RandomForest } from '../models/random-forest.ts'
import { createRng } from '../models/rng.ts'
import { detectorNames } from '../models/score.ts'
import type { Alert } from './alert.ts'
import { modelLineName } from './model-line.ts'
import type { Circumstance, Line } from './priority.ts'
import { signalFactories } from './signals/index.ts'

/** What triage looks at; an alert has it, and so has one that is being made. */
export interface TriageSubject {
  detectors: Alert['detectors']
  lines: readonly Pick<Line, 'name' | 'impact' | 'confidence' | 'maturity'>[]
  circumstances: readonly { name: string }[]
}

/** An alert of an incident that an analyst has judged. */
export interface JudgedAlert {
  subject: TriageSubject
  /** The incident was real. */
  confirmed: boolean
}

/** Fewer verdicts, or fewer of one kind, teach nothing. Ours. */
const least = { all: 20, each: 5 }
/** Verdicts that "as often real as all" counts for. Ours. */
const priorWeight = 10
/** Odds stay within these (Elastic's criticality). */
const bounds = { low: 0.5, high: 2 }
/** Odds nearer to 1 than this are no news. */
const leastNews = 0.1

const lines = [...signalFactories.map(({ name }) => name), modelLineName]
const circumstances = ['outcome', 'network_kind', 'device', 'source']
const width = detectorNames.length + lines.length + circumstances.length + 3

/**
 * A random forest over what the analyst has said of earlier alerts: whether alerts like this one were real. It sees what a
 * rule's own record cannot, that the same rule is right with a hosting provider and wrong with a known device. Its
 * probability is shrunk to the share of real ones among all verdicts, and counts as a circumstance: the odds against that
 * share, 0.5 to 2.
 */
export class Triage {
  readonly #forest: RandomForest
  readonly #count: number
  /** Share of real ones among the verdicts. */
  readonly #base: number

  private constructor(forest: RandomForest, count: number, base: number) {
    this.#forest = forest
    this.#count = count
    this.#base = base
  }

  /** undefined while there are fewer than 20 judged alerts, or 5 of either kind. */
  static learn(judged: readonly JudgedAlert[]): Triage | undefined {
    const confirmed = judged.filter((one) => one.confirmed).length
    if (judged.length < least.all || Math.min(confirmed, judged.length - confirmed) < least.each)
      return undefined
    const rows = new Float32Array(judged.length * width)
    judged.forEach(({ subject }, row) => rows.set(rowOf(subject), row * width))
    const labels = Uint8Array.from(judged, (one) => (one.confirmed ? 1 : 0))
    const forest = fitRandomForest(rows, width, labels, createRng(1))
    return new Triage(forest, judged.length, confirmed / judged.length)
  }

  /** What the verdicts say of an alert like this one; undefined where that is no news. */
  circumstance(subject: TriageSubject): Circumstance | undefined {
    const told = predictRandomForest(this.#forest, rowOf(subject), width)[1] ?? this.#base
    const chance = (this.#count * told + priorWeight * this.#base) / (this.#count + priorWeight)
    const against = oddsOf(chance) / oddsOf(this.#base)
    const odds = Math.round(100 * Math.min(bounds.high, Math.max(bounds.low, against))) / 100
    if (Math.abs(odds - 1) < leastNews) return undefined
    const percent = (share: number): string => `${Math.round(100 * share)} %`
    return {
      name: 'verdicts',
      odds,
      text: `Of alerts like this one the verdicts so far call ${percent(chance)} real, of all alerts ${percent(this.#base)}`,
    }
  }
}

function rowOf({ detectors, lines: found, circumstances: known }: TriageSubject): Float32Array {
  const highest = (value: (line: TriageSubject['lines'][number]) => number): number =>
    found.reduce((most, line) => Math.max(most, value(line)), 0)
  return Float32Array.from([
    ...detectorNames.map((name) => detectors[name]),
    ...lines.map((name) => (found.some((line) => line.name === name) ? 1 : 0)),
    ...circumstances.map((name) => (known.some((one) => one.name === name) ? 1 : 0)),
    found.length,
    highest(({ impact, confidence }) => (impact * confidence) / 100),
    highest(({ maturity = 1 }) => maturity),
  ])
}

function oddsOf(chance: number): number {
  return chance / Math.max(1e-9, 1 - chance)
}
