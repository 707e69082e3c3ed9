import type { Profile } from '../baseline/profile.ts'
import { dayMs } from '../baseline/recent.ts'
import { column } from './catalogue.ts'
import { greatCircle } from './great-circle.ts'
import { noveltyOf, put } from './view.ts'
import type { View } from './view.ts'

/** Nearer than this, GeoIP's error is all there is (Panther analysis). */
const leastKm = 50
/** Less time than this is not believed (Panther analysis); keeps the speed finite. */
const leastHours = 1 / 6
/** A place with less of the user's sign-ins is not usual yet. */
const usualShare = 0.05

export function writeGeography(view: View): void {
  if (!view.login) return
  const { act, keys, organisation, profile, recent, time } = view
  put(view, column.place_unknown, act.place ? 0 : 1)
  put(view, column.network_unknown, Number.isNaN(keys.asn) ? 1 : 0)
  put(view, column.country_novelty_user, noveltyOf(view, 'country'))
  put(view, column.country_novelty_org, noveltyOf(view, 'country', organisation))
  put(view, column.asn_novelty_user, noveltyOf(view, 'asn'))
  put(view, column.asn_novelty_org, noveltyOf(view, 'asn', organisation))
  if (act.network && act.network.kind !== 'unknown')
    put(view, column.asn_hosting, act.network.kind === 'hosting' ? 1 : 0)
  const { place } = act
  if (!place) return
  if (place.city !== '') put(view, column.city_novelty, noveltyOf(view, 'city'))
  put(view, column.countries_24h, Math.log1p(recent.countries.countWith(keys.country, time, dayMs)))
  if (!profile) return
  const { latitude, longitude } = place
  const km = greatCircle(profile.latitude, profile.longitude, latitude, longitude)
  const hours = Math.max(leastHours, Math.abs(view.signIn - profile.located) / 3_600_000)
  put(view, column.km_previous, Math.log1p(km))
  put(view, column.speed_previous, km < leastKm ? 0 : Math.log1p(km / hours))
  put(view, column.km_usual, Math.log1p(kmFromUsual(profile, latitude, longitude)))
}

/** NaN where no place is usual. */
function kmFromUsual(profile: Profile, latitude: number, longitude: number): number {
  const { slots, totals, coordinates } = profile.shape
  const enough = usualShare * (profile.floats[totals.city] ?? 0)
  let nearest = NaN
  for (let slot = 0; slot < slots.city.size; slot++) {
    const weight = profile.floats[slots.city.from + slot] ?? 0
    if (weight === 0 || weight < enough) continue
    const at = coordinates + 2 * slot
    const km = greatCircle(profile.floats[at] ?? NaN, profile.floats[at + 1] ?? NaN, latitude, longitude)
    if (!(km >= nearest)) nearest = km
  }
  return nearest
}
