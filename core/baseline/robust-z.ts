import type { Profile } from './profile.ts'
import type { Moment } from './shape.ts'

/** A person's own history alone decides from here on (field practice: 14 d or 20 sessions). */
export const ownEnough = 20
/** What the history of others counts for at most, in observations, while a person has none. */
const priorWeight = 10

/**
 * How many scales `x` lies from what is usual: (x - median) / max(floor, IQR / 1.349). While the own history is short it
 * leans on the peers', where they have enough, else on the organisation's; and it speaks softly: what half the needed
 * evidence says counts half (ours). NaN where nobody has any history.
 */
export function robustZ(
  x: number,
  moment: Moment,
  own: Profile | undefined,
  peers: Profile | undefined,
  organisation: Profile,
): number {
  const known = own?.evidence(moment) ?? 0
  if (own && known >= ownEnough) return (x - own.quantile(moment, 0.5)) / own.scale(moment)
  const prior = peers && peers.evidence(moment) >= ownEnough ? peers : organisation
  const lean = Math.min(priorWeight, prior.evidence(moment)) * (1 - known / ownEnough)
  const total = known + lean
  if (total === 0) return NaN
  let centre = 0
  let scale = 0
  if (own && known > 0) {
    centre += known * own.quantile(moment, 0.5)
    scale += known * own.scale(moment)
  }
  if (lean > 0) {
    centre += lean * prior.quantile(moment, 0.5)
    scale += lean * prior.scale(moment)
  }
  return ((x - centre / total) / (scale / total)) * Math.min(1, total / ownEnough)
}

/** As `robustZ`, against one profile alone. */
export function zAgainst(x: number, moment: Moment, profile: Profile): number {
  const softness = Math.min(1, profile.evidence(moment) / ownEnough)
  return softness === 0 ? NaN : (softness * (x - profile.quantile(moment, 0.5))) / profile.scale(moment)
}
