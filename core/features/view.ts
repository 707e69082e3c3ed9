import type { Act } from '../event/act.ts'
import { robustZ } from '../baseline/robust-z.ts'
import type { Profile } from '../baseline/profile.ts'
import type { RecentSet } from '../baseline/recent-set.ts'
import type { RecentOfEntity, RecentOfSource } from '../baseline/recent.ts'
import type { Dimension, Moment } from '../baseline/shape.ts'
import type { StepMatrix } from '../baseline/step-matrix.ts'
import { noKeys } from './keys.ts'
import type { Keys } from './keys.ts'

/**
 * An act and what is known when it happens: all that a feature may look at. Recent counts include the act itself,
 * profiles don't. It is kept until the act has taught.
 */
export interface View {
  act: Act
  time: number
  /** An attempt, a start, or an end whose start was not seen: says who signed in from where. */
  login: boolean
  /** When the sign-in happened; of use for logins only. */
  signIn: number
  failed: boolean
  /** Fingerprints of the entity, its address, and the session. */
  entity: number
  address: number
  session: number
  keys: Keys
  token: number
  /** Token of the entity's act before this one. */
  previous: number
  /** undefined until the entity did something successfully. */
  profile: Profile | undefined
  /** Of the people who behave like the entity; undefined while it is in no group. */
  peers: Profile | undefined
  organisation: Profile
  steps: StepMatrix
  recent: RecentOfEntity
  /** For logins from a known address. */
  source: RecentOfSource | undefined
  /** People seen with the act's device. */
  people: RecentSet | undefined
  rows: Float32Array
  /** Where the act's row begins. */
  at: number
}

/** Writes one feature of the act. Rows come filled with NaN: what is not written is not known. */
export function put(view: View, feature: number, value: number): void {
  view.rows[view.at + feature] = value
}

/** How new the act's value is to the profile; NaN where the act has no such value. */
export function noveltyOf(view: View, dimension: Exclude<Dimension, 'step'>, profile = view.profile): number {
  const key = view.keys[dimension]
  if (Number.isNaN(key)) return NaN
  return profile ? softened(profile.novelty(dimension, key), profile.maturity(view.time)) : Math.LN2
}

/** What stands against a value counts half while the baseline knows nothing, in full once it is mature (ours). */
function softened(novelty: number, maturity: number): number {
  return novelty <= Math.LN2 ? novelty : Math.LN2 + (novelty - Math.LN2) * (0.5 + 0.5 * maturity)
}

/** Moments and daily sums are kept apart for sessions and flows: both count the same bytes. */
const scopes = {
  session: {
    up: 'upSession',
    down: 'downSession',
    total: 'totalSession',
    duration: 'durationSession',
    upDay: 'upDaySession',
    ratio: 'ratioSession',
  },
  flow: {
    up: 'upFlow',
    down: 'downFlow',
    total: 'totalFlow',
    duration: 'durationFlow',
    upDay: 'upDayFlow',
    ratio: 'ratioFlow',
  },
} as const

export function scopeOf(act: Act): (typeof scopes)['session' | 'flow'] {
  return act.kind === 'flow' ? scopes.flow : scopes.session
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

/** A view before it is filled. */
export function emptyView(
  act: Act,
  organisation: Profile,
  steps: StepMatrix,
  recent: RecentOfEntity,
  rows: Float32Array,
): View {
  return {
    act,
    time: 0,
    login: false,
    signIn: 0,
    failed: false,
    entity: NaN,
    address: NaN,
    session: NaN,
    keys: noKeys(),
    token: 0,
    previous: 0,
    profile: undefined,
    peers: undefined,
    organisation,
    steps,
    recent,
    source: undefined,
    people: undefined,
    rows,
    at: 0,
  }
}
