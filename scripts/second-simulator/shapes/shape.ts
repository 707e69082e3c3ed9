import type { Draw } from '../draw.ts'
import type { Stay } from '../happening.ts'
import type { Member } from '../member.ts'

/** A kind of organisation: who signs in, when, from where, and how much they carry. */
export interface Shape {
  country: string
  /** Hours of its clock ahead of UTC. */
  offset: number
  /** Accounts that no person stands behind. */
  machines?: number
  /** Makes members what they are here, once. */
  settle?(member: Member, index: number, draw: Draw): void
  /** Stays of a member that begin on a local day. @param midnight its begin, epoch ms @param day from 0 */
  live(member: Member, day: Day, draw: Draw): Stay[]
}

export interface Day {
  midnight: number
  /** From 0. */
  index: number
  /** 0 Sunday … 6 Saturday. */
  weekday: number
}

export const hour = 3_600_000

/** One stay; what it carries grows with its length. */
export function stay(
  member: Member,
  from: number,
  hours: number,
  draw: Draw,
  given: Partial<Stay> = {},
): Stay {
  const up = member.hourlyUp * hours * draw.lognormal(1, 0.6)
  return {
    user: member.user,
    device: member.laptop,
    ip: member.home,
    from,
    to: from + Math.max(0.02, hours) * hour,
    up,
    down: up * draw.lognormal(6, 0.7),
    mistyped: draw.chance(0.04) ? draw.whole(1, 2) : 0,
    ...given,
  }
}

/**
 * Where somebody is who travels every `every` days, for `length` of them: a day goes by on the way there and back.
 * @param phase 0..1: when the first journey is
 */
export function journey(
  day: number,
  every: number,
  length: number,
  phase: number,
): 'home' | 'under way' | 'away' {
  const at = (day + Math.floor(phase * every)) % every
  if (at >= length) return 'home'
  return at === 0 || at === length - 1 ? 'under way' : 'away'
}
