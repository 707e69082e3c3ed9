import type { Act } from '../event/act.ts'
import { teachMoment } from '../baseline/moments.ts'
import type { Profile } from '../baseline/profile.ts'
import { dimensions } from '../baseline/shape.ts'
import type { Moment } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import { scopeOf } from './view.ts'
import type { View } from './view.ts'

/** A moment or usual value forgets over this many sessions, or flows. */
const slowestSession = 1 / 50
const slowestFlow = 1 / 1000

/** The classes for which usual values are kept apart. */
export function usualClass(kind: Act['kind']): number {
  return kind === 'flow' ? 2 : kind === 'end' ? 1 : 0
}

/** Teaches a profile, a person's or the organisation's, what the act shows to be normal. Not for failed acts. */
export function learn(view: View, profile: Profile, teaching: Teaching): void {
  const { act, keys } = view
  for (const dimension of dimensions) {
    if (dimension === 'step' || Number.isNaN(keys[dimension]) || profile.shape.slots[dimension].size === 0)
      continue
    const slot = profile.teach(dimension, keys[dimension])
    if (dimension === 'city' && act.place) locate(profile, slot, act.place.latitude, act.place.longitude)
  }
  if (teaching === 'all') learnQuantities(view, profile)
}

function learnQuantities(view: View, profile: Profile): void {
  const { act, rows, at } = view
  const slowest = act.kind === 'flow' ? slowestFlow : slowestSession
  profile.teachUsual(rows, at, usualClass(act.kind), slowest)
  if (act.kind === 'flow' || act.kind === 'end') {
    const scope = scopeOf(act)
    teach(view, profile, scope.up, column.bytes_up, slowest)
    teach(view, profile, scope.down, column.bytes_down, slowest)
    teach(view, profile, scope.total, column.bytes_total, slowest)
    teach(view, profile, scope.duration, column.duration, slowest)
    teach(view, profile, scope.upDay, column.bytes_up_24h, slowest)
  }
  if (view.login) teach(view, profile, 'signInsDay', column.sign_ins_24h, slowest)
}

/** Teaches a moment what the act's row says. */
function teach(view: View, profile: Profile, moment: Moment, feature: number, slowest: number): void {
  const value = view.rows[view.at + feature] ?? NaN
  if (!Number.isNaN(value)) teachMoment(profile.plain, profile.shape.moments[moment], value, slowest)
}

function locate(profile: Profile, slot: number, latitude: number, longitude: number): void {
  const at = profile.shape.coordinates + 2 * (slot - profile.shape.slots.city.from)
  profile.plain[at] = latitude
  profile.plain[at + 1] = longitude
}
