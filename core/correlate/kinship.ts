import type { AlertTraits } from '../detect/alert.ts'
import { isAccess, isDistributed, isGuessing } from './link.ts'
import type { Link } from './link.ts'
import type { OpenIncident, Sighting } from './open-incident.ts'
import { day, hour } from '../event/time-units.ts'

/**
 * Weighs what an alert and an incident have in common; 1 or more joins them. Windows of event time, either direction:
 * - the same person within 24 h (Elastic, Splunk), within 8 h where both alerts are low: odd days are not a campaign
 * - the same outer address, device or rare outside destination within 24 h
 * - the same inner address within 12 h where one side does not know the person; addresses are leased anew
 * - a victim of guessing whose account lets somebody in within 8 h after it (or up to 1 h before it was noticed)
 * - the same signal of the same person or guessing address within 7 days: signals speak again days later where what they
 *   count has doubled, and that is no second story
 * - guessing at one gateway from two addresses of one hosting provider within 1 h: who rents machines rents several
 * - a refused login that only the models found odd, with another of the same account within 6 h, or with its success
 * - two guessing alerts within 6 h with 2 or more victims, or all of the smaller's, in common (and a fifth at least), where
 *   not everybody who guesses tries them
 * - two guessing alerts at one gateway within 30 min of which one came from many sources, with a victim in common
 */
export class Kinship {
  readonly #alert: AlertTraits
  readonly #access: boolean
  readonly #guessing: boolean
  #weight = 0
  #commonVictims = 0

  constructor(alert: AlertTraits) {
    this.#alert = alert
    this.#access = isAccess(alert)
    this.#guessing = isGuessing(alert)
  }

  note(link: Link, sightings: readonly Sighting[]): void {
    for (const seen of sightings) this.#noteOne(link, seen)
  }

  isKin(incident: OpenIncident, victims: number): boolean {
    if (this.#weight >= 1) return true
    const common = this.#commonVictims
    if (!this.#guessing || common === 0) return false
    const smaller = Math.min(victims, incident.victims)
    if ((common >= 2 || common === smaller) && common >= 0.2 * smaller) return true
    const { gateway, time, signals } = this.#alert
    const guessed = gateway === undefined ? undefined : incident.guessedAt.get(gateway)
    const many = incident.hasDistributedGuessing || isDistributed(signals)
    return many && guessed !== undefined && Math.abs(time - guessed) <= hour / 2
  }

  #noteOne(link: Link, seen: Sighting): void {
    const apart = Math.abs(this.#alert.time - seen.time)
    if (link.role === 'deed' && apart <= 7 * day) this.#weight += 1
    if (apart > day) return
    const bothLow = this.#alert.severity === 'low' && seen.low
    switch (link.role) {
      case 'subject':
        if (seen.role === 'subject' && apart <= (bothLow ? day / 3 : day)) this.#weight += 1
        if (isTarget(seen.role) && this.#access && follows(this.#alert.time, seen.time)) this.#weight += 1
        return
      case 'tried':
        if (seen.role === 'tried' && apart <= 6 * hour) this.#weight += 1
        if (seen.role === 'subject' && seen.access && follows(seen.time, this.#alert.time)) this.#weight += 1
        return
      case 'victim':
        if (seen.role === 'subject' && seen.access && follows(seen.time, this.#alert.time)) this.#weight += 1
        if (seen.role === 'victim' && apart <= 6 * hour && !isPopular(link)) this.#commonVictims += 1
        return
      case 'assigned': {
        const anonymous = seen.anonymous || this.#alert.entities.users.length === 0
        if (anonymous && apart <= day / 2) this.#weight += 1
        return
      }
      case 'network':
        if (apart <= hour) this.#weight += 1
        return
      case 'deed':
        return
      case 'source':
      case 'device':
      case 'destination':
        this.#weight += 1
    }
  }
}

/** Accounts that everybody who guesses tries first, as lists of default credentials have them: they tell of no common hand. */
const popular = new Set(
  'root admin administrator user test guest info support oracle postgres mysql ubuntu pi ftp git service backup vpn cisco'.split(
    ' ',
  ),
)

function isPopular({ key }: Link): boolean {
  return popular.has(key.replace(/^user /, ''))
}

function isTarget(role: Link['role']): boolean {
  return role === 'victim' || role === 'tried'
}

function follows(access: number, guessing: number): boolean {
  return access - guessing <= 8 * hour && guessing - access <= hour
}
