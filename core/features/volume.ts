import { dayMs, entityCounters } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { amount, bytesOf, put, scopeOf, zOf } from './view.ts'
import type { View } from './view.ts'

const kib = 1024

export function writeVolume(view: View): void {
  const { act, recent, time } = view
  if (act.kind !== 'flow' && act.kind !== 'end') return
  const scope = scopeOf(act)
  const bytesUp = amount(act.bytesUp)
  const bytesDown = amount(act.bytesDown)
  const up = Math.log1p(bytesUp)
  const down = Math.log1p(bytesDown)
  put(view, column.bytes_up, up)
  put(view, column.bytes_down, down)
  put(view, column.up_down_ratio, Math.log((bytesUp + kib) / (bytesDown + kib)))
  put(view, column.bytes_up_z, zOf(view, scope.up, up))
  put(view, column.bytes_down_z, zOf(view, scope.down, down))
  const bytes = bytesOf(act)
  const total = Math.log1p(bytes)
  put(view, column.bytes_total, total)
  put(view, column.bytes_total_z, zOf(view, scope.total, total))
  const minutes = Math.max(1000, amount(act.duration)) / 60_000
  put(view, column.bytes_per_minute, Math.log1p(bytes / minutes))
  if (Number.isNaN(bytesUp)) return
  const day = Math.log1p(recent.counters.sum(entityCounters[scope.up], time, dayMs))
  put(view, column.bytes_up_24h, day)
  put(view, column.bytes_up_24h_z, zOf(view, scope.upDay, day))
}
