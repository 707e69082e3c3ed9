import { deviceWindowMs } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'

export function writeDevice(view: View): void {
  if (!view.login) return
  put(view, column.device_unknown, view.act.deviceId === '' ? 1 : 0)
  put(view, column.client_unknown, view.act.clientVersion === '' ? 1 : 0)
  put(view, column.device_novelty, noveltyOf(view, 'device'))
  put(view, column.os_novelty, noveltyOf(view, 'os'))
  put(view, column.client_novelty, noveltyOf(view, 'client'))
  if (Number.isNaN(view.keys.device)) return
  const people = view.people?.countWith(view.entity, view.time, deviceWindowMs) ?? 1
  put(view, column.device_users, Math.log1p(people))
}
