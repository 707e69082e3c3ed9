import { day } from '../event/time-units.ts'

/** In the order in which they are kept. */
const names = [
  'firstSeen',
  'lastSeen',
  'lastSignIn',
  'located',
  'latitude',
  'longitude',
  'signIns',
  'evicted',
  'strength',
  'group',
  'round',
  'apart',
] as const

/** What is known of a profile's owner besides what is counted. Times are epoch ms. */
export class ProfileFacts {
  firstSeen = NaN
  /** Of the last successful act. */
  lastSeen = NaN
  lastSignIn = NaN
  /** When and where the last sign-in with a known place was. */
  located = NaN
  latitude = NaN
  longitude = NaN
  signIns = 0
  /** Values that had to make room for others. */
  evicted = 0
  /** Strength of the authentication the person usually passes. */
  strength = NaN
  /** The peer group, -1 while in none, and the round in which it was chosen. */
  group = -1
  round = -1
  /** How far the person's services are from the group's, at the beginning of the round. */
  apart = NaN

  /** 0..1; 1 from 14 days and 20 sign-ins on. */
  maturity(time: number): number {
    const days = this.firstSeen <= time ? (time - this.firstSeen) / day : 0
    return Math.min(1, days / 14) * Math.min(1, this.signIns / 20)
  }

  /** Notes that the profile's owner did something successfully. */
  notice(time: number): void {
    if (!(this.firstSeen <= time)) this.firstSeen = time
    if (!(this.lastSeen >= time)) this.lastSeen = time
  }

  get facts(): number[] {
    return names.map((name) => this[name])
  }

  set facts(facts: readonly number[]) {
    for (const [index, name] of names.entries()) this[name] = facts[index] ?? NaN
  }
}
