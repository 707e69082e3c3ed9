import { drawUnits, percentileInterval } from '../../core/evaluate/bootstrap.ts'
import type { Estimate } from '../../core/evaluate/bootstrap.ts'
import { createRng } from '../../core/models/rng.ts'

/** One alert of a system in one organisation; `attack` is an index into its attacks, -1 for a false alert. */
export interface Raised {
  score: number
  attack: number
}

/** What a system raised in one organisation. */
export interface Outcome {
  attacks: number
  alerts: readonly Raised[]
}

export interface Comparison {
  /** Share of the attacks that both find at the levels compared. */
  recall: number
  /** False alerts of each at that recall. */
  ours: number
  theirs: number
  /** 1 - ours / theirs. */
  reduction: Estimate
}

const replicates = 1000

/** Share of attacks with any alert, over all organisations. */
export function recallOf(outcomes: readonly Outcome[]): number {
  return foundBy(outcomes, -Infinity) / attacksOf(outcomes)
}

/**
 * False alerts of two systems at the largest recall that both reach, each at the strictest level of its own score that finds
 * so many attacks. Alerts of one score are taken in together. The interval draws organisations.
 */
export function compareAtEqualRecall(ours: readonly Outcome[], theirs: readonly Outcome[]): Comparison {
  const rng = createRng(1)
  const value = atEqualRecall(ours, theirs)
  const drawn = Array.from({ length: replicates }, () => {
    const times = drawUnits(ours.length, rng)
    const pick = (outcomes: readonly Outcome[]) =>
      outcomes.flatMap((outcome, i) => Array.from({ length: times[i] ?? 0 }, () => outcome))
    return atEqualRecall(pick(ours), pick(theirs)).reduction
  })
  return { ...value, reduction: { value: value.reduction, ...percentileInterval(drawn) } }
}

function atEqualRecall(
  ours: readonly Outcome[],
  theirs: readonly Outcome[],
): Omit<Comparison, 'reduction'> & { reduction: number } {
  const wanted = Math.min(foundBy(ours, -Infinity), foundBy(theirs, -Infinity))
  const [a, b] = [falseAt(ours, wanted), falseAt(theirs, wanted)]
  return { recall: wanted / attacksOf(ours), ours: a, theirs: b, reduction: 1 - a / b }
}

/** False alerts at the highest level that finds `wanted` attacks. */
function falseAt(outcomes: readonly Outcome[], wanted: number): number {
  // An attack is found from its strongest alert on, so the level is the `wanted`-th largest of those.
  const strongest = outcomes.flatMap((outcome) => [...strongestOf(outcome).values()])
  const level = strongest.sort((a, b) => b - a)[wanted - 1] ?? Infinity
  return outcomes.reduce(
    (sum, { alerts }) => sum + alerts.filter(({ attack, score }) => attack < 0 && score >= level).length,
    0,
  )
}

function foundBy(outcomes: readonly Outcome[], level: number): number {
  return outcomes.reduce(
    (sum, outcome) => sum + [...strongestOf(outcome).values()].filter((score) => score >= level).length,
    0,
  )
}

function strongestOf({ alerts }: Outcome): Map<number, number> {
  const strongest = new Map<number, number>()
  for (const { attack, score } of alerts)
    if (attack >= 0) strongest.set(attack, Math.max(score, strongest.get(attack) ?? -Infinity))
  return strongest
}

function attacksOf(outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, { attacks }) => sum + attacks, 0)
}
