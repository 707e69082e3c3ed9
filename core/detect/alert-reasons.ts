import type { Act } from '../event/act.ts'
import { describeValue } from '../features/describe.ts'
import type { Feature } from '../features/feature.ts'
import type { Contribution } from '../models/score.ts'
import type { Reason, SignalHit } from './alert.ts'
import { modelLineName } from './model-line.ts'
import type { Priority } from './priority.ts'
import type { UsualRange } from '../features/feature.ts'
import { describeRange, describeUsual } from './usual-range.ts'

/** Features of the models named one by one; the rest is summed up. */
const namedFeatures = 6

/** `row` holds the feature values of `act`. */
export type DescribeReason = (
  feature: Feature,
  value: number,
  usual: number,
  described: { act: Act; row: Float32Array },
) => string

interface ReasonInput {
  priority: Priority
  hits: readonly SignalHit[]
  /** undefined: the models were not asked, see `ExplanationBudget`. */
  contributions: readonly Contribution[] | undefined
  features: readonly Feature[]
  act: Act
  /** Feature values of the act. */
  row: Float32Array
  describe: DescribeReason
  /** Of the amounts that lie far from the usual, by feature. */
  ranges: ReadonlyMap<number, UsualRange> | undefined
}

/**
 * The arithmetic of an alert: the contributions add up to its score. A signal's points are shared out over its reasons; the
 * models' points over the features that raised the fused score, in proportion to what each explains.
 */
export function alertReasons(input: ReasonInput): Reason[] {
  const { priority, hits } = input
  const reasons: Reason[] = []
  for (const { name, points } of priority.lines) {
    const hit = hits.find(({ signal }) => signal === name)
    if (hit)
      reasons.push(
        ...shareOut(
          points,
          hit.reasons.map((reason) => withRange(reason, input)),
        ),
      )
    else if (name === modelLineName) reasons.push(...modelReasons(points, input))
  }
  for (const { name, odds, text, points } of priority.circumstances)
    reasons.push({ feature: name, value: `odds × ${odds}`, usual: 'odds × 1', contribution: points, text })
  if (priority.held < 0)
    reasons.push({
      feature: 'standing_alone',
      value: 1,
      usual: '2 or more',
      contribution: priority.held,
      text: 'Nothing else points the same way, so it stays low',
    })
  return reasons
}

/** A signal's reason about an amount, with what is usual for the person and the peers where that is known. */
function withRange(reason: Reason, { features, ranges }: ReasonInput): Reason {
  const index = features.findIndex(({ name }) => name === reason.feature)
  const feature = features[index]
  const range = ranges?.get(index)
  if (!feature || !range) return reason
  return {
    ...reason,
    usual: describeRange(feature, range),
    text: reason.text + describeUsual(feature, range),
  }
}

function modelReasons(points: number, input: ReasonInput): Reason[] {
  if (input.contributions === undefined)
    return [
      {
        feature: 'models',
        value: 'unusual',
        usual: '',
        contribution: round(points),
        text: 'The models find it unusual; their reasons are worked out for the first 100 such alerts of a day',
      },
    ]
  const raising = input.contributions.filter(({ contribution }) => contribution > 0)
  const named = raising.toSorted((a, b) => b.contribution - a.contribution).slice(0, namedFeatures)
  const reasons: Reason[] = []
  for (const { feature: index, usual, contribution } of named) {
    const feature = input.features[index]
    if (!feature) continue
    const value = input.row[index] ?? Number.NaN
    const range = input.ranges?.get(index)
    const told = input.describe(feature, value, range ? Number.NaN : usual, input)
    reasons.push({
      feature: feature.name,
      value: describeValue(feature, value),
      usual: range ? describeRange(feature, range) : describeValue(feature, usual),
      contribution,
      text: sentence(range ? told + describeUsual(feature, range) : told),
    })
  }
  const rest = raising.reduce((sum, { contribution }) => sum + contribution, 0)
  const shown = reasons.reduce((sum, { contribution }) => sum + contribution, 0)
  if (reasons.length === 0 || rest > shown)
    reasons.push({
      feature: 'other_features',
      value: Math.max(0, raising.length - reasons.length),
      usual: 0,
      contribution: reasons.length === 0 ? 1 : rest - shown,
      text: 'Many features, each a little off',
    })
  return shareOut(points, reasons)
}

/** Scales contributions to add up to `points`, to the hundredth; what rounding leaves goes to the first. */
function shareOut(points: number, reasons: readonly Reason[]): Reason[] {
  const total = reasons.reduce((sum, { contribution }) => sum + contribution, 0) || 1
  const shared = reasons.map((reason) => ({
    ...reason,
    contribution: round((points * reason.contribution) / total),
  }))
  const first = shared[0]
  const left = points - shared.reduce((sum, { contribution }) => sum + contribution, 0)
  if (first) first.contribution = round(first.contribution + left)
  return shared
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
