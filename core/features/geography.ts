import type { Profile } from '../baseline/profile.ts'
import { countRecentWith } from '../baseline/recent-set.ts'
import { dimensions } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import { greatCircle } from './great-circle.ts'
import { keyOf, noveltyOf, put } from './view.ts'
import type { View } from './view.ts'
import { day } from '../event/time-units.ts'

/** Nearer than this, GeoIP's error is all there is (Panther analysis). */
const leastKm = 50
/** Less time than this is not believed (Panther analysis); keeps the speed finite. */
const leastHours = 1 / 6
/** A place with less of the user's sign-ins is not usual yet. */
const usualShare = 0.05

export function writeGeography(view: View): void {
  if (!view.login) return
  const { act, organisation, profile, recent, time } = view
  put(view, column.place_unknown, act.place ? 0 : 1)
  put(view, column.network_unknown, keyOf(view, dimensions.asn) === 0 ? 1 : 0)
  put(view, column.country_novelty_user, noveltyOf(view, dimensions.country))
  put(view, column.country_novelty_org, noveltyOf(view, dimensions.country, organisation))
  put(view, column.asn_novelty_user, noveltyOf(view, dimensions.asn))
  put(view, column.asn_novelty_org, noveltyOf(view, dimensions.asn, organisation))
  if (act.network && act.network.kind !== 'unknown')
    put(view, column.asn_hosting, act.network.kind === 'hosting' ? 1 : 0)
  const { place } = act
  if (!place) return
  if (place.city !== '') put(view, column.city_novelty, noveltyOf(view, dimensions.city))
  put(
    view,
    column.countries_24h,
    Math.log1p(countRecentWith(recent.countries, keyOf(view, dimensions.country), time, day)),
  )
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
  const { city } = dimensions
  const enough = usualShare * profile.total(city)
  let nearest = NaN
  for (let index = 0; index < profile.shape.slots[city].size; index++) {
    const weight = profile.weightOf(city, index)
    if (weight === 0 || weight < enough) continue
    const km = greatCircle(profile.latitudeOf(index), profile.longitudeOf(index), latitude, longitude)
    if (!(km >= nearest)) nearest = km
  }
  return nearest
}
