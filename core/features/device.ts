import { countRecentWith } from '../baseline/recent-set.ts'
import { deviceWindowMs } from '../baseline/recent.ts'
import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'

export function writeDevice(view: View): void {
  if (!view.login) return
  put(view, column.device_unknown, view.act.deviceId === '' ? 1 : 0)
  put(view, column.client_unknown, view.act.clientVersion === '' ? 1 : 0)
  put(view, column.device_novelty, noveltyOf(view, dimensions.device))
  put(view, column.os_novelty, noveltyOf(view, dimensions.os))
  put(view, column.client_novelty, noveltyOf(view, dimensions.client))
  if (Number.isNaN(view.device)) return
  const people = countRecentWith(view.people, view.entity, view.time, deviceWindowMs)
  put(view, column.device_users, Math.log1p(people))
}
