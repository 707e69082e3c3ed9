import type { Profile } from './profile.ts'
import { leastScale, normalIqr } from './quantile-sketch.ts'
import type { Moment } from './shape.ts'

/** A person's own history alone decides from here on (field practice: 14 d or 20 sessions). */
export const ownEnough = 20
/** What the history of others counts for at most, in observations, while a person has none. */
const priorWeight = 10

/**
 * How many scales `x` lies from what is usual: (x - median) / max(floor, IQR / 1.349). While the own history is short it
 * leans on others', the first of `others` that has enough, else the last; and it speaks softly: what half the needed
 * evidence says counts half (ours). NaN where nobody has any history.
 */
export function robustZ(
  x: number,
  moment: Moment,
  own: Profile | undefined,
  ...others: (Profile | undefined)[]
): number {
  const known = own?.evidence(moment) ?? 0
  if (own && known >= ownEnough) return zAgainst(x, moment, own)
  const prior = others.find((other) => (other?.evidence(moment) ?? 0) >= ownEnough) ?? others.at(-1)
  const lean = Math.min(priorWeight, prior?.evidence(moment) ?? 0) * (1 - known / ownEnough)
  const total = known + lean
  if (total === 0) return NaN
  const blend = (mine: number, theirs: number): number =>
    ((known > 0 ? known * mine : 0) + (lean > 0 ? lean * theirs : 0)) / total
  const centre = blend(own?.quantile(moment, 0.5) ?? 0, prior?.quantile(moment, 0.5) ?? 0)
  const scale = blend(own ? scaleOf(own, moment) : 0, prior ? scaleOf(prior, moment) : 0)
  return ((x - centre) / scale) * Math.min(1, total / ownEnough)
}

/** As `robustZ`, against one profile alone. */
export function zAgainst(x: number, moment: Moment, profile: Profile): number {
  const softness = Math.min(1, profile.evidence(moment) / ownEnough)
  return softness === 0 ? NaN : (softness * (x - profile.quantile(moment, 0.5))) / scaleOf(profile, moment)
}

function scaleOf(profile: Profile, moment: Moment): number {
  const spread = profile.quantile(moment, 0.75) - profile.quantile(moment, 0.25)
  return Math.max(leastScale, spread / normalIqr)
}
