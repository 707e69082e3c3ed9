import type { Estimate } from '../../core/evaluate/bootstrap.ts'
import { bootstrapUnits } from '../../core/evaluate/bootstrap.ts'
import type { AttackOutcome } from '../../core/evaluate/incident-quality.ts'
import { proportion } from '../../core/evaluate/proportion.ts'
import { createRng } from '../../core/models/rng.ts'
import type { LogVerdict } from './judge-logs.ts'
import { markdownTable } from './markdown.ts'

/** Draws of the bootstrap over organisations. */
export const replicates = 2000

export function attacksOf(verdicts: readonly LogVerdict[]): AttackOutcome[] {
  return verdicts.flatMap(({ attacks }) => attacks)
}

export function foundIn(verdicts: readonly LogVerdict[]): AttackOutcome[] {
  return attacksOf(verdicts).filter(({ found }) => found)
}

export function resampled<V>(verdicts: readonly V[], figure: (drawn: readonly V[]) => number): Estimate {
  return bootstrapUnits(verdicts, figure, replicates, createRng(1))
}

export function falseRate(verdicts: readonly LogVerdict[]): Estimate {
  return resampled(
    verdicts,
    (drawn) =>
      (1000 * sum(drawn, ({ falseIncidents }) => falseIncidents.length)) /
      sum(drawn, ({ userDays }) => userDays),
  )
}

export function shareFound(attacks: readonly AttackOutcome[]): string {
  return percent(foundShare(attacks))
}

export function groups<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  return [...Map.groupBy(items, key)].sort(([a], [b]) => (a < b ? -1 : 1))
}

export function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/** NaN of none. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1] ?? Number.NaN
}

export function percent({ value, low, high }: Estimate): string {
  const text = (share: number) => (100 * share).toFixed(1)
  return `${text(value)} % (${text(low)} to ${text(high)})`
}

export function decimal({ value, low, high }: Estimate, digits: number): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`
}

/** With Wilson's interval. */
export function foundShare(attacks: readonly AttackOutcome[]): Estimate {
  return proportion(attacks.filter(({ found }) => found).length, attacks.length)
}

/** A heading and a table. */
export function falseBySignals(verdicts: readonly LogVerdict[]): string[] {
  return [
    'False incidents of medium or higher, by what raised them:',
    markdownTable(
      ['signals', 'incidents'],
      groups(
        verdicts.flatMap(({ falseIncidents }) => falseIncidents),
        ({ signals }) => signals.toSorted().join(', '),
      )
        .map(([signals, group]): [string, number] => [signals, group.length])
        .sort((a, b) => b[1] - a[1]),
    ),
  ]
}
