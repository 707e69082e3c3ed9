import { dayMs, hourMs, loginCounters, minuteMs, sourceCounters } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { put, zOf } from './view.ts'
import type { View } from './view.ts'

export function writeRate(view: View): void {
  if (!view.login) return
  const { recent, source, time } = view
  const { logins } = recent
  const { failures, failuresDay, mfaRefusals, signIns, signInsDay } = loginCounters
  const count = (feature: number, value: number): void => put(view, feature, Math.log1p(value))
  count(column.failures_user_5m, logins.sum(failures, time, 5 * minuteMs))
  count(column.failures_user_1h, logins.sum(failures, time, hourMs))
  count(column.sources_user_1h, recent.sources.count(time, hourMs))
  count(column.sources_user_24h, recent.sources.count(time, dayMs))
  count(column.mfa_refusals_10m, logins.sum(mfaRefusals, time, 10 * minuteMs))
  const day = logins.sum(signInsDay, time, dayMs)
  put(view, column.failure_ratio_24h, Math.log((logins.sum(failuresDay, time, dayMs) + 1) / (day + 1)))
  if (!view.failed) {
    count(column.sign_ins_24h, day)
    put(view, column.sign_ins_24h_z, zOf(view, 'signInsDay', Math.log1p(day)))
    count(column.sign_ins_10m, logins.sum(signIns, time, 10 * minuteMs))
  }
  if (!source) return
  count(column.failures_source_5m, source.failures.sum(sourceCounters.failures, time, 5 * minuteMs))
  count(column.failures_source_1h, source.failures.sum(sourceCounters.failures, time, hourMs))
  count(column.users_source_1h, source.users.count(time, hourMs))
}
