import type { Profile } from './profile.ts'
import type { Summary } from './quantile-sketch.ts'
import type { Moment } from './shape.ts'

/** A person's own history alone decides from here on (field practice: 14 d or 20 sessions). */
const ownEnough = 20
/** What the history of others counts for at most, in observations, while a person has none. */
const priorWeight = 10

const mine: Summary = { weight: 0.5, median: 0.5, scale: 0.5 }
const theirs: Summary = { weight: 0.5, median: 0.5, scale: 0.5 }

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
  const known = own ? own.summarise(moment, mine) : 0
  if (known >= ownEnough) return (x - mine.median) / mine.scale
  let prior = peers ? peers.summarise(moment, theirs) : 0
  if (prior < ownEnough) prior = organisation.summarise(moment, theirs)
  const lean = Math.min(priorWeight, prior) * (1 - known / ownEnough)
  const total = known + lean
  if (total === 0) return NaN
  const centre = (known * mine.median + lean * theirs.median) / total
  const scale = (known * mine.scale + lean * theirs.scale) / total
  return ((x - centre) / scale) * Math.min(1, total / ownEnough)
}

/** As `robustZ`, against one profile alone. */
export function zAgainst(x: number, moment: Moment, profile: Profile): number {
  const known = profile.summarise(moment, theirs)
  return known === 0 ? NaN : (Math.min(1, known / ownEnough) * (x - theirs.median)) / theirs.scale
}
