import type { Act } from '../event/act.ts'
import { catalogue } from './catalogue.ts'
import type { FeatureGroup } from './feature.ts'

/** What is usual is kept apart for sign-ins and attempts, ends, and flows: a session's bytes say nothing of a flow's. */
export function usualClass(kind: Act['kind']): number {
  return kind === 'flow' ? 2 : kind === 'end' ? 1 : 0
}

/** Groups that acts of a class never write; an end whose start was not seen writes what a sign-in does. */
const silent: readonly (readonly FeatureGroup[])[] = [
  ['volume', 'topology', 'protocol'],
  ['topology', 'protocol'],
  ['rate', 'identity', 'authentication', 'geography', 'device'],
]

/** By class, the columns that its acts can have: usual values are kept for these only. */
export const usualColumns: readonly (readonly number[])[] = silent.map((groups) =>
  catalogue.flatMap(({ group }, column) => (groups.includes(group) ? [] : [column])),
)
