import { severities } from './alert.ts'
import type { Severity } from './alert.ts'

/** Lower bounds of medium, high and critical on the 0..100 scale (Elastic's entity risk bands; below 20 and 20 to 40 are both low). */
const bounds = [40, 70, 90] as const

export function severityOf(score: number): Severity {
  return severities[bounds.filter((bound) => score >= bound).length] ?? 'critical'
}

/** Highest score that is still low. */
export const highestLow = bounds[0] - 0.1

/** Below this an alert or incident is informational (the lowest of Elastic's bands). */
export const leastLow = 20

/** Alerts of fewer points are context, and are not reported. */
export const leastScore = 15
