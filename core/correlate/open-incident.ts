import type { Alert } from '../detect/alert.ts'
import type { Link } from './link.ts'

/** Alerts held of one incident; beyond it the lowest but the first is let go. */
const keptAlerts = 1000

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

/** An incident that still grows: its alerts, and when it last saw each entity. */
export class OpenIncident {
  readonly alerts: Alert[] = []
  readonly sightings = new Map<string, Sighting[]>()
  /** Gateways at which passwords were guessed, with the last time. */
  readonly guessedAt = new Map<string, number>()
  hasDistributedGuessing = false
  victims = 0
  last = -Infinity
  /** Alerts that did not fit. */
  dropped = 0

  /** The first alert in time gives the incident its id. */
  readonly id: string
  readonly first: number

  constructor(first: Alert) {
    this.id = first.id
    this.first = first.time
  }

  add(alert: Alert): void {
    this.alerts.push(alert)
    this.last = Math.max(this.last, alert.time)
    if (this.alerts.length <= keptAlerts) return
    // The first stays whatever its score: the incident has its id and its beginning of it.
    const lowest = this.alerts.slice(1).reduce((low, one) => (one.score < low.score ? one : low))
    this.alerts.splice(this.alerts.indexOf(lowest), 1)
    this.dropped += 1
  }

  /** Remembers the last sighting of an entity in each role. */
  note(key: string, sighting: Sighting): void {
    const known = this.sightings.get(key)
    if (!known) {
      this.sightings.set(key, [sighting])
      if (sighting.role === 'victim') this.victims += 1
      return
    }
    const at = known.findIndex(({ role, low }) => role === sighting.role && low === sighting.low)
    if (at < 0) known.push(sighting)
    else if ((known[at]?.time ?? 0) <= sighting.time) known[at] = sighting
  }

  absorb(other: OpenIncident): void {
    for (const alert of other.alerts) this.add(alert)
    for (const [key, sightings] of other.sightings) for (const one of sightings) this.note(key, one)
    for (const [gateway, time] of other.guessedAt)
      this.guessedAt.set(gateway, Math.max(time, this.guessedAt.get(gateway) ?? -Infinity))
    this.hasDistributedGuessing ||= other.hasDistributedGuessing
    this.dropped += other.dropped
  }
}
