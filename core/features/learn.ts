import type { Act } from '../event/act.ts'
import type { Profile } from '../baseline/profile.ts'
import { flowDimensions, sessionDimensions } from '../baseline/shape.ts'
import type { Moment } from '../baseline/shape.ts'
import { authenticationStrength } from './authentication-strength.ts'
import { column } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import { scopeOf } from './view.ts'
import type { View } from './view.ts'

/** Sign-ins over which the usual strength of authentication is averaged. */
const strengthMemory = 20

/** The classes for which usual values are kept apart. */
export function usualClass(kind: Act['kind']): number {
  return kind === 'flow' ? 2 : kind === 'end' ? 1 : 0
}

/** Teaches a profile, a person's or the organisation's, what the act shows to be normal. Not for failed acts. */
export function learn(view: View, profile: Profile, teaching: Teaching): void {
  const { act, keys } = view
  for (const dimension of act.kind === 'flow' ? flowDimensions : sessionDimensions) {
    if (Number.isNaN(keys[dimension]) || profile.shape.slots[dimension].size === 0) continue
    const slot = profile.teach(dimension, keys[dimension])
    if (dimension === 'city' && act.place) locate(profile, slot, act.place.latitude, act.place.longitude)
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
  if (view.login) teach(view, profile, 'signInsDay', column.sign_ins_24h)
}

/** Teaches a moment what the act's row says. */
function teach(view: View, profile: Profile, moment: Moment, feature: number): void {
  const value = view.rows[view.at + feature] ?? NaN
  if (!Number.isNaN(value)) profile.teachMoment(moment, value)
}

function locate(profile: Profile, slot: number, latitude: number, longitude: number): void {
  const at = profile.shape.coordinates + 2 * (slot - profile.shape.slots.city.from)
  profile.floats[at] = latitude
  profile.floats[at + 1] = longitude
}
