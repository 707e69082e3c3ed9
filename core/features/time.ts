import { anyHour, hourOf, slotOfWeek } from '../baseline/hour-profile.ts'
import type { Profile } from '../baseline/profile.ts'
import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { put } from './view.ts'
import type { View } from './view.ts'
import { day as dayMs, hour as hourMs } from '../event/time-units.ts'

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
  zone_shift,
  local_hour_surprise,
} = column
const turn = 2 * Math.PI
const weekdays = [0, 1, 2, 3, 4, 5, 6]
const sines = weekdays.map((day) => Math.sin((turn * day) / 7))
const cosines = weekdays.map((day) => Math.cos((turn * day) / 7))

export function writeTime(view: View): void {
  const { act, time, profile } = view
  const hourSlot = slotOfWeek(hourOf(time))
  const weekday = Math.floor(hourSlot / 24)
  const hour = hourSlot % 24
  const ofDay = (((time % dayMs) + dayMs) % dayMs) / dayMs
  put(view, hour_sin, Math.sin(turn * ofDay))
  put(view, hour_cos, Math.cos(turn * ofDay))
  put(view, weekday_sin, sines[weekday] ?? NaN)
  put(view, weekday_cos, cosines[weekday] ?? NaN)
  put(view, off_hours, weekday >= 5 || hour < 7 || hour >= 19 ? 1 : 0)
  const strangers = view.organisation.hourShare(time, anyHour)
  put(view, hour_surprise, -Math.log(profile ? profile.hourShare(time, strangers) : strangers))
  put(view, since_act, Math.log1p(elapsed(view.last.act, time) / 1000))
  writeLocalTime(view)
  if (!profile) return
  put(view, since_sign_in, Math.log1p(elapsed(profile.lastSignIn, time) / 1000))
  if (act.kind !== 'flow') put(view, days_idle, Math.log1p(elapsed(profile.lastSeen, time) / dayMs))
}

/** The hour the clock shows where the person is, against the hours the person keeps at home. Zones are solar: 15 degrees each. */
function writeLocalTime(view: View): void {
  const { profile, time } = view
  const { place } = view.act
  const home = view.login && place && profile ? homeLongitude(profile) : NaN
  if (!place || !profile || Number.isNaN(home)) return
  const shift = ((Math.round((place.longitude - home) / 15) + 36) % 24) - 12
  if (Number.isNaN(shift)) return
  put(view, zone_shift, Math.abs(shift))
  put(view, local_hour_surprise, -Math.log(profile.hourShare(time + shift * hourMs, anyHour)))
}

/** Of the place with most of the person's sign-ins. */
function homeLongitude(profile: Profile): number {
  const { city } = dimensions
  let heaviest = 0
  let longitude = NaN
  for (let index = 0; index < profile.shape.slots[city].size; index++) {
    const weight = profile.weightOf(city, index)
    if (weight <= heaviest) continue
    heaviest = weight
    longitude = profile.longitudeOf(index)
  }
  return longitude
}

/** Late records follow at once. */
function elapsed(from: number, to: number): number {
  return Math.max(0, to - from)
}
