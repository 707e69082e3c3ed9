import type { Profile } from '../baseline/profile.ts'
import { allDimensions, dimensions, moments } from '../baseline/shape.ts'
import type { Dimension, Moment } from '../baseline/shape.ts'
import { column } from './catalogue.ts'
import type { Teaching } from './feature.ts'
import { usualClass } from './usual-columns.ts'
import type { Lesson } from './lesson.ts'
import { scopeOf } from './view.ts'

/** What acts of each kind can have. */
const { destination, service, destinationCountry } = dimensions
const ofFlows: readonly Dimension[] = [destination, service, destinationCountry]
const ofSessions = allDimensions.filter((each) => each < destination)

/** Sign-ins over which the usual strength of authentication is averaged. */
const strengthMemory = 20

/** Teaches a profile, a person's or the organisation's, what the act shows to be normal. Not for failed acts. */
export function learn(lesson: Lesson, profile: Profile, teaching: Teaching): void {
  const { keys, kind, latitude, longitude, login, strength } = lesson
  for (const dimension of kind === 'flow' ? ofFlows : ofSessions) {
    const key = keys[dimension] ?? 0
    if (key === 0 || profile.shape.slots[dimension].size === 0) continue
    profile.teach(dimension, key)
    if (dimension === dimensions.city) profile.locate(key, latitude, longitude)
  }
  if (login) learnStrength(strength, profile)
  if (teaching === 'all') learnQuantities(lesson, profile)
}

function learnStrength(strength: number, profile: Profile): void {
  if (Number.isNaN(profile.strength)) profile.strength = strength
  else if (!Number.isNaN(strength)) profile.strength += (strength - profile.strength) / strengthMemory
}

function learnQuantities(lesson: Lesson, profile: Profile): void {
  const { kind, login, rows, at } = lesson
  profile.teachUsual(rows, at, usualClass(kind))
  if (kind === 'flow' || kind === 'end') {
    const scope = scopeOf(kind)
    teach(lesson, profile, scope.up, column.bytes_up)
    teach(lesson, profile, scope.down, column.bytes_down)
    teach(lesson, profile, scope.total, column.bytes_total)
    teach(lesson, profile, scope.duration, column.duration)
    teach(lesson, profile, scope.upDay, column.bytes_up_24h)
    teach(lesson, profile, scope.ratio, column.up_down_ratio)
  }
  if (login) teach(lesson, profile, moments.signInsDay, column.sign_ins_24h)
}

/** Teaches a moment what the act's row says. */
function teach({ rows, at }: Lesson, profile: Profile, moment: Moment, feature: number): void {
  const value = rows[at + feature] ?? NaN
  if (!Number.isNaN(value)) profile.teachMoment(moment, value)
}
