import type { Act } from '../event/act.ts'
import type { LastActs } from '../baseline/last-acts.ts'
import { robustZ } from '../baseline/robust-z.ts'
import type { Profile } from '../baseline/profile.ts'
import type { Return } from '../baseline/recent-gaps.ts'
import { emptySet } from '../baseline/recent-set.ts'
import type { RecentSet } from '../baseline/recent-set.ts'
import type { RecentOfEntity, RecentOfSource } from '../baseline/recent.ts'
import { moments } from '../baseline/shape.ts'
import type { Dimension, Moment } from '../baseline/shape.ts'
import type { StepMatrix } from '../baseline/step-matrix.ts'
import type { Teaching } from './feature.ts'
import { noKeys } from './keys.ts'
import type { Lesson } from './lesson.ts'

/**
 * An act and what is known when it happens: all that a feature may look at. Recent counts include the act itself,
 * profiles don't. It is kept until the act has taught; then it is filled anew with another act, since making one for every
 * act costs more than many features.
 */
export class View implements Lesson {
  act: Act
  kind: Act['kind']
  time = NaN
  /** An attempt, a start, or an end whose start was not seen: says who signed in from where. */
  login = false
  /** When the sign-in happened; of use for logins only. */
  signIn = NaN
  failed = false
  /** Fingerprint of who acts. */
  entity = NaN
  /** Fingerprints of address and session; NaN for flows. */
  address = NaN
  session = NaN
  /** Fingerprint of where a flow goes, and whether that is inside. */
  destination = NaN
  internal = false
  /** Fingerprint of the device; NaN where the act tells none, or says nothing of sign-ins. */
  device = NaN
  /** Of the authentication; NaN where the act is no login or tells none. */
  strength = NaN
  /** Where the act came from. */
  latitude = NaN
  longitude = NaN
  readonly keys = noKeys()
  token = 0
  /** Token of the entity's act before this one. */
  previous = 0
  /** undefined until the entity did something successfully. Not to be used once the act is held: profiles come and go. */
  profile: Profile | undefined
  isKnown = false
  /** Of the people who behave like the entity; undefined while it is in no group. */
  peers: Profile | undefined
  readonly organisation: Profile
  readonly steps: StepMatrix
  recent: RecentOfEntity
  last: LastActs
  /** For logins from a known address. */
  source: RecentOfSource | undefined
  /** People seen with the act's device. */
  people: RecentSet = emptySet
  /** How a flow came back to where it goes. */
  readonly back: Return = { gap: NaN, count: NaN, regularity: NaN }
  rows: Float32Array
  /** Where the act's row begins. */
  at = 0
  stamp = NaN
  number = 0
  teaching: Teaching | undefined

  constructor(
    act: Act,
    recent: RecentOfEntity,
    last: LastActs,
    rows: Float32Array,
    organisation: Profile,
    steps: StepMatrix,
  ) {
    this.act = act
    this.kind = act.kind
    this.recent = recent
    this.last = last
    this.rows = rows
    this.organisation = organisation
    this.steps = steps
  }
}

/** Writes one feature of the act. Rows come filled with NaN: what is not written is not known. */
export function put(view: View, feature: number, value: number): void {
  view.rows[view.at + feature] = value
}

/** What the act says of a dimension; 0 for nothing. */
export function keyOf(view: View, dimension: Dimension): number {
  return view.keys[dimension] ?? 0
}

/**
 * How new the act's value is to the profile; NaN where the act has no such value. What stands against a value counts half
 * while the baseline knows nothing, in full once it is mature (ours).
 */
export function noveltyOf(view: View, dimension: Dimension, profile = view.profile): number {
  const key = keyOf(view, dimension)
  if (key === 0) return NaN
  if (!profile) return Math.LN2
  const novelty = profile.novelty(dimension, key)
  if (novelty <= Math.LN2) return novelty
  return Math.LN2 + (novelty - Math.LN2) * (0.5 + 0.5 * profile.maturity(view.time))
}

/** Moments and daily sums are kept apart for sessions and flows: both count the same bytes. */
export const scopes = {
  session: {
    up: moments.upSession,
    down: moments.downSession,
    total: moments.totalSession,
    duration: moments.durationSession,
    upDay: moments.upDaySession,
    ratio: moments.ratioSession,
  },
  flow: {
    up: moments.upFlow,
    down: moments.downFlow,
    total: moments.totalFlow,
    duration: moments.durationFlow,
    upDay: moments.upDayFlow,
    ratio: moments.ratioFlow,
  },
} as const

export type Scope = (typeof scopes)[keyof typeof scopes]

export function scopeOf(kind: Act['kind']): Scope {
  return kind === 'flow' ? scopes.flow : scopes.session
}

/** A count as a record gives it; NaN where it gives none or nonsense. */
export function amount(value: number): number {
  return value >= 0 && value < 1e18 ? value : NaN
}

/** Bytes of both directions, also where the records give only their sum. */
export function bytesOf(act: Act): number {
  const sum = act.bytesUp + act.bytesDown
  return amount(Number.isNaN(sum) ? (act.bytesTotal ?? NaN) : sum)
}

/** Scales between `x` and the entity's usual. */
export function zOf(view: View, moment: Moment, x: number): number {
  return Number.isNaN(x) ? NaN : robustZ(x, moment, view.profile, view.peers, view.organisation)
}
