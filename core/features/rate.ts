import { countRecent } from '../baseline/recent-set.ts'
import { failureCounters, loginCounters, sourceCounters } from '../baseline/recent.ts'
import { sumOf } from '../baseline/rolling-counters.ts'
import { moments } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { put, zOf } from './view.ts'
import type { View } from './view.ts'
import { day as dayMs, hour, minute } from '../event/time-units.ts'

export function writeRate(view: View): void {
  if (!view.login) return
  const { recent, source, time } = view
  const { failures, logins } = recent
  const { signIns, signInsDay } = loginCounters
  count(view, column.failures_user_5m, sumOf(failures, failureCounters.failures, time, 5 * minute))
  count(view, column.failures_user_1h, sumOf(failures, failureCounters.failures, time, hour))
  count(view, column.sources_user_1h, countRecent(recent.sources, time, hour))
  count(view, column.sources_user_24h, countRecent(recent.sources, time, dayMs))
  count(view, column.mfa_refusals_10m, sumOf(failures, failureCounters.mfaRefusals, time, 10 * minute))
  const day = sumOf(logins, signInsDay, time, dayMs)
  const failed = sumOf(failures, failureCounters.failuresDay, time, dayMs)
  put(view, column.failure_ratio_24h, Math.log((failed + 1) / (day + 1)))
  if (!view.failed) {
    count(view, column.sign_ins_24h, day)
    put(view, column.sign_ins_24h_z, zOf(view, moments.signInsDay, Math.log1p(day)))
    count(view, column.sign_ins_10m, sumOf(logins, signIns, time, 10 * minute))
  }
  if (!source) return
  count(view, column.failures_source_5m, sumOf(source.failures, sourceCounters.failures, time, 5 * minute))
  count(view, column.failures_source_1h, sumOf(source.failures, sourceCounters.failures, time, hour))
  count(view, column.users_source_1h, countRecent(source.users, time, hour))
}

function count(view: View, feature: number, value: number): void {
  put(view, feature, Math.log1p(value))
}
