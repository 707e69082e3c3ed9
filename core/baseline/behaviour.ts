import { hoursOfWeek } from './hour-profile.ts'
import type { Profile } from './profile.ts'
import { dimensions, moments } from './shape.ts'

/** Four-hour parts of a weekday, and the weekend. */
const parts = 7
/** Values are hashed into this many buckets (Weinberger et al., ICML 2009), so that any set of services fits. */
const buckets = 8
const hashed = [dimensions.service, dimensions.group]
/** A scale of 1 in the distance: a factor of 55 in bytes and time, one of e in sign-ins (ours). */
const amounts = [
  [moments.upSession, 4],
  [moments.downSession, 4],
  [moments.durationSession, 4],
  [moments.upFlow, 4],
  [moments.signInsDay, 1],
] as const

export const behaviourSize = parts + hashed.length * buckets + amounts.length

/**
 * How a person works, as a point: when (shares of the week), with which services and VPN groups, how much and how
 * often. Shares stand as square roots, so that distances are Hellinger's. What is not known of the person is taken
 * from the organisation.
 */
export function behaviourOf(profile: Profile, organisation: Profile): Float32Array {
  const point = new Float32Array(behaviourSize)
  for (let slot = 0; slot < hoursOfWeek; slot++) {
    const weekend = slot >= 5 * 24
    const part = weekend ? parts - 1 : Math.floor((slot % 24) / 4)
    point[part] = (point[part] ?? 0) + profile.hourWeight(slot)
  }
  toRoots(point, 0, parts)
  let from = parts
  for (const dimension of hashed) {
    for (let index = 0; index < profile.shape.slots[dimension].size; index++) {
      const bucket = from + (Math.imul(profile.keyOf(dimension, index), 0x9e3779b1) >>> 29)
      point[bucket] = (point[bucket] ?? 0) + profile.weightOf(dimension, index)
    }
    toRoots(point, from, buckets)
    from += buckets
  }
  for (const [moment, scale] of amounts) {
    const known = profile.quantile(moment, 0.5)
    const middle = Number.isNaN(known) ? organisation.quantile(moment, 0.5) : known
    point[from++] = Number.isNaN(middle) ? 0 : middle / scale
  }
  return point
}

function toRoots(point: Float32Array, from: number, length: number): void {
  let sum = 0
  for (let index = from; index < from + length; index++) sum += point[index] ?? 0
  for (let index = from; index < from + length; index++)
    point[index] = sum > 0 ? Math.sqrt((point[index] ?? 0) / sum) : 0
}
