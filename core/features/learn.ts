import type { Act } from '../event/act.ts'
import type { Profile } from '../baseline/profile.ts'
import { allDimensions, dimensions, moments } from '../baseline/shape.ts'
import type { Dimension, Moment } from '../baseline/shape.ts'
import { authenticationStrength } from './authentication-strength.ts'
import { column } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import { usualClass } from './usual-columns.ts'
import { keyOf, scopeOf } from './view.ts'
import type { View } from './view.ts'

/** What acts of each kind can have. */
const { destination, service, destinationCountry } = dimensions
const ofFlows: readonly Dimension[] = [destination, service, destinationCountry]
const ofSessions = allDimensions.filter((each) => each < destination)

/** Sign-ins over which the usual strength of authentication is averaged. */
const strengthMemory = 20

/** Teaches a profile, a person's or the organisation's, what the act shows to be normal. Not for failed acts. */
export function learn(view: View, profile: Profile, teaching: Teaching): void {
  const { act } = view
  for (const dimension of act.kind === 'flow' ? ofFlows : ofSessions) {
    const key = keyOf(view, dimension)
    if (key === 0 || profile.shape.slots[dimension].size === 0) continue
    profile.teach(dimension, key)
    if (dimension === dimensions.city && act.place)
      profile.locate(key, act.place.latitude, act.place.longitude)
  }
  if (view.login) learnStrength(act, profile)
  if (teaching === 'all') learnQuantities(view, profile)
}

function learnStrength(act: Act, profile: Profile): void {
  const strength = authenticationStrength(act)
  if (Number.isNaN(profile.strength)) profile.strength = strength
  else if (!Number.isNaN(strength)) profile.strength += (strength - profile.strength) / strengthMemory
}

function learnQuantities(view: View, profile: Profile): void {
  const { act, rows, at } = view
  profile.teachUsual(rows, at, usualClass(act.kind))
  if (act.kind === 'flow' || act.kind === 'end') {
    const scope = scopeOf(act)
    teach(view, profile, scope.up, column.bytes_up)
    teach(view, profile, scope.down, column.bytes_down)
    teach(view, profile, scope.total, column.bytes_total)
    teach(view, profile, scope.duration, column.duration)
    teach(view, profile, scope.upDay, column.bytes_up_24h)
    teach(view, profile, scope.ratio, column.up_down_ratio)
  }
  if (view.login) teach(view, profile, moments.signInsDay, column.sign_ins_24h)
}

/** Teaches a moment what the act's row says. */
function teach(view: View, profile: Profile, moment: Moment, feature: number): void {
  const value = view.rows[view.at + feature] ?? NaN
  if (!Number.isNaN(value)) profile.teachMoment(moment, value)
}
