import { failureCounters } from '../baseline/recent.ts'
import { sumOf } from '../baseline/rolling-counters.ts'
import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'
import { hour, minute } from '../event/time-units.ts'

export function writeAuthentication(view: View): void {
  if (!view.login) return
  const { last, profile, recent, strength, time } = view
  if (!view.failed) {
    const refusals = sumOf(recent.failures, failureCounters.mfaRefusals, time, 10 * minute)
    put(view, column.mfa_refusals_before_success, Math.log1p(refusals))
  }
  put(view, column.since_failure, Math.log1p(Math.max(0, time - last.failure) / 1000))
  put(view, column.failure_reason_entropy, recent.reasons?.entropy(time, hour) ?? NaN)
  if (profile) put(view, column.auth_downgrade, profile.strength - strength)
}
