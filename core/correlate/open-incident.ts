import type { Alert } from '../detect/alert.ts'
import { through } from '../memory/codec.ts'
import type { Link } from './link.ts'

/** Alerts held of one incident; beyond it the lowest but the first is let go: the store has them all. */
const keptAlerts = 1000
/** Names by which others can join one incident; beyond it those seen longest ago are forgotten (ours, some 5 MB). */
const keptSightings = 20_000

/** How an entity was last seen in an incident. */
export interface Sighting {
  role: Link['role']
  time: number
  /** The alert had no known user. */
  anonymous: boolean
  /** The alert was low. */
  low: boolean
  access: boolean
}

/** An incident that still grows: which alerts it holds, and when it last saw each entity. */
export class OpenIncident {
  static readonly codec = through(
    (one: OpenIncident) => Object.assign({}, one),
    (stored) => Object.assign(new OpenIncident({ id: stored.id, time: stored.first }, stored.place), stored),
  )
  /** Scores of its alerts by id, in the order in which they joined. */
  readonly scores = new Map<string, number>()
  /** By key, those noted longest ago first. */
  readonly sightings = new Map<string, Sighting[]>()
  /** Gateways at which passwords were guessed, with the last time. */
  readonly guessedAt = new Map<string, number>()
  hasDistributedGuessing = false
  victims = 0
  last = -Infinity

  /** The first alert in time gives the incident its id. */
  readonly id: string
  readonly first: number
  /** Incidents that began before it. */
  readonly place: number

  constructor({ id, time }: Pick<Alert, 'id' | 'time'>, place = 0) {
    this.id = id
    this.first = time
    this.place = place
  }

  /** @returns the id of the alert that was let go for it */
  add(alert: Alert): string | undefined {
    this.scores.set(alert.id, alert.score)
    this.reach(alert.repeats?.last ?? alert.time)
    if (this.scores.size <= keptAlerts) return undefined
    // The first stays whatever its score: the incident has its id and its beginning of it.
    const [first] = this.scores.keys()
    let lowest = alert.id
    let least = Infinity
    for (const [id, score] of this.scores) if (score < least && id !== first) [lowest, least] = [id, score]
    this.scores.delete(lowest)
    return lowest
  }

  /** Lasts until `time` at least. */
  reach(time: number): void {
    this.last = Math.max(this.last, time)
  }

  /**
   * Remembers the last sighting of an entity in each role.
   * @returns the entity that was forgotten for it
   */
  note(key: string, sighting: Sighting): string | undefined {
    const known = this.sightings.get(key)
    this.sightings.delete(key)
    this.sightings.set(key, known ?? [sighting])
    if (!known) {
      if (sighting.role === 'victim') this.victims += 1
      return this.#forget()
    }
    const at = known.findIndex(({ role, low }) => role === sighting.role && low === sighting.low)
    if (at < 0) known.push(sighting)
    else if ((known[at]?.time ?? 0) <= sighting.time) known[at] = sighting
    return undefined
  }

  /**
   * Takes over all that another knows but its alerts.
   * @returns the entities that were forgotten for it
   */
  absorb(other: OpenIncident): string[] {
    const forgotten: string[] = []
    for (const [key, sightings] of other.sightings)
      for (const one of sightings) forgotten.push(...[this.note(key, one)].filter((id) => id !== undefined))
    for (const [gateway, time] of other.guessedAt)
      this.guessedAt.set(gateway, Math.max(time, this.guessedAt.get(gateway) ?? -Infinity))
    this.hasDistributedGuessing ||= other.hasDistributedGuessing
    this.reach(other.last)
    return forgotten
  }

  #forget(): string | undefined {
    if (this.sightings.size <= keptSightings) return undefined
    const [oldest] = this.sightings.keys()
    if (oldest !== undefined) this.sightings.delete(oldest)
    return oldest
  }
}
