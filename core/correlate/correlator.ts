import type { Alert } from '../detect/alert.ts'
import { agreedLevels, corroboratingAgreement } from '../detect/model-line.ts'
import { incidentView } from './incident-view.ts'
import type { Incident } from './incident.ts'
import { Kinship } from './kinship.ts'
import { isAccess, isGuessing, linksOf } from './link.ts'
import { OpenIncident } from './open-incident.ts'

const day = 86_400_000
/** Event time without a new alert after which an incident is closed: no window of kinship reaches that far. */
const defaultIdle = 7 * day
/** Beyond this many open incidents those idle longest are closed early. */
const mostOpen = 5000
const sweepEvery = day / 24

export interface IncidentChanges {
  /** New or grown incidents as they now stand. */
  changed: Incident[]
  /** Ids of incidents that turned out to be part of another, and no longer exist. */
  absorbed: string[]
  /** Incidents that won't grow any more; the correlator has forgotten them. */
  closed: Incident[]
}

export interface CorrelatorOptions {
  /** ms of event time; default 7 days. */
  idle?: number
}

/** The models ranked the act high and fewer than two of them call it strange: it can join an incident, but makes none. */
function isUnsupported({ signals, detectors }: Alert): boolean {
  return signals.length === 0 && agreedLevels(Object.values(detectors)) < corroboratingAgreement
}

/**
 * Groups alerts that belong together into incidents, one alert after the other in the order given, so batches of any size
 * give the same result. To resume after a restart, add the alerts of the incidents that were open, oldest first. Memory
 * is bounded by closing what is idle.
 */
export class Correlator {
  readonly #idle: number
  readonly #open = new Map<string, OpenIncident>()
  /** Entity key -> incidents that saw it. */
  readonly #index = new Map<string, Set<OpenIncident>>()
  readonly #seen = new Set<string>()
  #now = -Infinity
  #swept = -Infinity

  constructor({ idle = defaultIdle }: CorrelatorOptions = {}) {
    this.#idle = idle
  }

  add(alerts: readonly Alert[]): IncidentChanges {
    const changed = new Set<OpenIncident>()
    const absorbed: string[] = []
    const closed: Incident[] = []
    for (const alert of alerts) {
      if (this.#seen.has(alert.id)) continue
      this.#now = Math.max(this.#now, alert.time)
      if (this.#now - this.#swept >= sweepEvery || this.#open.size > mostOpen)
        closed.push(...this.#closeIdle())
      const [eldest, ...others] = this.#kinOf(alert)
      if (!eldest && isUnsupported(alert)) continue
      const incident = eldest ?? this.#begin(alert)
      for (const other of others) {
        this.#absorb(incident, other)
        absorbed.push(other.id)
        changed.delete(other)
      }
      this.#join(incident, alert)
      changed.add(incident)
    }
    const open = [...changed].filter(({ id }) => this.#open.has(id))
    return { changed: open.map(incidentView), absorbed, closed }
  }

  /** Incidents that may still grow, most severe first. */
  incidents(): Incident[] {
    return [...this.#open.values()].map(incidentView).sort((a, b) => b.score - a.score || a.start - b.start)
  }

  #begin(alert: Alert): OpenIncident {
    const incident = new OpenIncident(alert)
    this.#open.set(incident.id, incident)
    return incident
  }

  /** Oldest first. */
  #kinOf(alert: Alert): OpenIncident[] {
    const links = linksOf(alert)
    const kinships = new Map<OpenIncident, Kinship>()
    for (const link of links) {
      for (const incident of this.#index.get(link.key) ?? []) {
        const kinship = kinships.get(incident) ?? new Kinship(alert)
        kinships.set(incident, kinship)
        kinship.note(link, incident.sightings.get(link.key) ?? [])
      }
    }
    const victims = links.filter(({ role }) => role === 'victim').length
    return [...kinships]
      .filter(([incident, kinship]) => kinship.isKin(incident, victims))
      .map(([incident]) => incident)
      .sort((a, b) => a.first - b.first || (a.id < b.id ? -1 : 1))
  }

  #join(incident: OpenIncident, alert: Alert): void {
    this.#seen.add(alert.id)
    incident.add(alert)
    for (const { key, role } of linksOf(alert)) {
      incident.note(key, {
        role,
        time: alert.time,
        anonymous: alert.entities.users.length === 0,
        low: alert.severity === 'low',
        access: isAccess(alert),
      })
      this.#indexKey(key, incident)
    }
    if (!isGuessing(alert)) return
    if (alert.gateway !== undefined) incident.guessedAt.set(alert.gateway, alert.time)
    if (alert.signals.includes('distributed-spray')) incident.hasDistributedGuessing = true
  }

  #absorb(incident: OpenIncident, other: OpenIncident): void {
    this.#forget(other)
    incident.absorb(other)
    for (const key of other.sightings.keys()) this.#indexKey(key, incident)
    for (const { id } of other.alerts) this.#seen.add(id)
  }

  #closeIdle(): Incident[] {
    this.#swept = this.#now
    const byAge = [...this.#open.values()].sort((a, b) => a.last - b.last)
    // A tenth at a time, so that a flood of incidents is not sorted anew for each alert.
    const surplus = this.#open.size > mostOpen ? mostOpen / 10 : 0
    const idle = byAge.filter(({ last }, i) => i < surplus || this.#now - last > this.#idle)
    for (const incident of idle) this.#forget(incident)
    return idle.map(incidentView)
  }

  #forget(incident: OpenIncident): void {
    this.#open.delete(incident.id)
    for (const { id } of incident.alerts) this.#seen.delete(id)
    for (const key of incident.sightings.keys()) {
      const incidents = this.#index.get(key)
      incidents?.delete(incident)
      if (incidents?.size === 0) this.#index.delete(key)
    }
  }

  #indexKey(key: string, incident: OpenIncident): void {
    const incidents = this.#index.get(key)
    if (incidents) incidents.add(incident)
    else this.#index.set(key, new Set([incident]))
  }
}
