import { anyHour, hourOf, slotOfWeek } from '../baseline/hour-profile.ts'
import { dayMs } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'

const {
  hour_sin,
  hour_cos,
  weekday_sin,
  weekday_cos,
  hour_surprise,
  off_hours,
  since_act,
  since_sign_in,
  days_idle,
} = column
const turn = 2 * Math.PI

export function writeTime(view: View): void {
  const { act, time, profile } = view
  const hourSlot = slotOfWeek(hourOf(time))
  const weekday = Math.floor(hourSlot / 24)
  const hour = hourSlot % 24
  const ofDay = (((time % dayMs) + dayMs) % dayMs) / dayMs
  put(view, hour_sin, Math.sin(turn * ofDay))
  put(view, hour_cos, Math.cos(turn * ofDay))
  put(view, weekday_sin, Math.sin((turn * weekday) / 7))
  put(view, weekday_cos, Math.cos((turn * weekday) / 7))
  put(view, off_hours, weekday >= 5 || hour < 7 || hour >= 19 ? 1 : 0)
  const strangers = view.organisation.hourShare(time, anyHour)
  put(view, hour_surprise, -Math.log(profile ? profile.hourShare(time, strangers) : strangers))
  put(view, since_act, Math.log1p(elapsed(view.recent.lastAct, time) / 1000))
  if (!profile) return
  put(view, since_sign_in, Math.log1p(elapsed(profile.lastSignIn, time) / 1000))
  if (act.kind !== 'flow') put(view, days_idle, Math.log1p(elapsed(profile.lastSeen, time) / dayMs))
}

/** Late records follow at once. */
function elapsed(from: number, to: number): number {
  return Math.max(0, to - from)
}
