import { dayMs, entityCounters, hourMs, minuteMs, sourceCounters } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { put, zOf } from './view.ts'
import type { View } from './view.ts'

export function writeRate(view: View): void {
  if (!view.login) return
  const { recent, source, time } = view
  const { counters } = recent
  const { failures, failuresDay, signIns, signInsDay, mfaRefusals } = entityCounters
  const count = (feature: number, value: number): void => put(view, feature, Math.log1p(value))
  count(column.failures_user_5m, counters.sum(failures, time, 5 * minuteMs))
  count(column.failures_user_1h, counters.sum(failures, time, hourMs))
  count(column.sources_user_1h, recent.sources.count(time, hourMs))
  count(column.sources_user_24h, recent.sources.count(time, dayMs))
  count(column.mfa_refusals_10m, counters.sum(mfaRefusals, time, 10 * minuteMs))
  const day = counters.sum(signInsDay, time, dayMs)
  put(view, column.failure_ratio_24h, Math.log((counters.sum(failuresDay, time, dayMs) + 1) / (day + 1)))
  if (!view.failed) {
    count(column.sign_ins_24h, day)
    put(view, column.sign_ins_24h_z, zOf(view, 'signInsDay', Math.log1p(day)))
    count(column.sign_ins_10m, counters.sum(signIns, time, 10 * minuteMs))
  }
  if (!source) return
  count(column.failures_source_5m, source.counters.sum(sourceCounters.failures, time, 5 * minuteMs))
  count(column.failures_source_1h, source.counters.sum(sourceCounters.failures, time, hourMs))
  count(column.users_source_1h, source.users.count(time, hourMs))
}
