import { trafficCounters, loginCounters } from '../baseline/recent.ts'
import { momentsOf, sumOf } from '../baseline/rolling-counters.ts'
import type { Moments } from '../baseline/rolling-counters.ts'
import { column } from './catalogue.ts'
import { amount, bytesOf, put, scopeOf, zOf } from './view.ts'
import type { View } from './view.ts'
import { day as dayMs } from '../event/time-units.ts'

const kib = 1024
const hourly: Moments = { mean: NaN, deviation: NaN }

export function writeVolume(view: View): void {
  const { act } = view
  if (act.kind !== 'flow' && act.kind !== 'end') return
  const scope = scopeOf(act.kind)
  const bytesUp = amount(act.bytesUp)
  const bytesDown = amount(act.bytesDown)
  const up = Math.log1p(bytesUp)
  const down = Math.log1p(bytesDown)
  put(view, column.bytes_up, up)
  put(view, column.bytes_down, down)
  const ratio = Math.log((bytesUp + kib) / (bytesDown + kib))
  put(view, column.up_down_ratio, ratio)
  put(view, column.up_down_ratio_z, zOf(view, scope.ratio, ratio))
  put(view, column.bytes_up_z, zOf(view, scope.up, up))
  put(view, column.bytes_down_z, zOf(view, scope.down, down))
  const bytes = bytesOf(act)
  const total = Math.log1p(bytes)
  put(view, column.bytes_total, total)
  put(view, column.bytes_total_z, zOf(view, scope.total, total))
  const minutes = Math.max(1000, amount(act.duration)) / 60_000
  put(view, column.bytes_per_minute, Math.log1p(bytes / minutes))
  if (!view.failed) put(view, column.bytes_unknown, Number.isNaN(bytes) ? 1 : 0)
  if (act.kind === 'flow') writeLastHour(view)
  if (Number.isNaN(bytesUp)) return
  const day = Math.log1p(sentToday(view))
  put(view, column.bytes_up_24h, day)
  put(view, column.bytes_up_24h_z, zOf(view, scope.upDay, day))
}

function sentToday({ act, recent, time }: View): number {
  return act.kind === 'flow'
    ? sumOf(recent.traffic, trafficCounters.upFlow, time, dayMs)
    : sumOf(recent.logins, loginCounters.upSession, time, dayMs)
}

function writeLastHour(view: View): void {
  momentsOf(view.recent.traffic, trafficCounters.bytes, view.time, hourly)
  put(view, column.bytes_mean_1h, hourly.mean)
  put(view, column.bytes_deviation_1h, hourly.deviation)
}
