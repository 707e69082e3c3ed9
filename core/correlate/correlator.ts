import { isRepeat } from '../detect/alert.ts'
import type { Alert, AlertRepeat, AlertTraits, Finding } from '../detect/alert.ts'
import { plain } from '../memory/codec.ts'
import { Memory } from '../memory/memory.ts'
import type { Table } from '../memory/table.ts'
import { agreedLevels, corroboratingAgreement } from '../detect/model-line.ts'
import { incidentView } from './incident-view.ts'
import type { Incident } from './incident.ts'
import { Kinship } from './kinship.ts'
import { isAccess, isDistributed, isGuessing, linksOf } from './link.ts'
import { OpenIncident } from './open-incident.ts'
import { day } from '../event/time-units.ts'

/** Event time without a new alert after which an incident is closed: no window of kinship reaches that far. */
const defaultIdle = 7 * day
/** Beyond this many open incidents those idle longest are closed early. */
export const mostOpen = 5000
const sweepEvery = day / 24

export interface IncidentChanges {
  /** New or grown incidents as they now stand. */
  changed: Incident[]
  /** Which alert became part of which incident, in order. An incident holds only the weightiest of many alerts. */
  joined: { alert: string; incident: string }[]
  /** Incidents that turned out to be part of another, and no longer exist; in order, after all that joined. */
  absorbed: { id: string; into: string }[]
  /** Incidents that won't grow any more; the correlator has forgotten them. */
  closed: Incident[]
}

interface CorrelatorOptions {
  /** ms of event time; default 7 days. */
  idle?: number
  /** Holds all that the correlator remembers from finding to finding. */
  memory?: Memory
}

/** The models ranked the act high and fewer than two of them call it strange: it can join an incident, but makes none. */
function isUnsupported({ signals, detectors }: Alert): boolean {
  return signals.length === 0 && agreedLevels(Object.values(detectors)) < corroboratingAgreement
}

/**
 * Groups alerts that belong together into incidents, one alert after the other in the order given, so batches of any size
 * give the same result. A correlator over the memory of another goes on where that stood; where only alerts were kept, add
 * those of the incidents that were open, oldest first. Memory is bounded by closing what is idle.
 */
export class Correlator {
  readonly #idle: number
  /** In the order in which they began. Those that changed are put into the table `#incidents`, which is read at the start alone. */
  readonly #open = new Map<string, OpenIncident>()
  readonly #incidents: Table<string, OpenIncident>
  /** Alerts that incidents hold. */
  readonly #alerts: Table<string, Alert>
  /** Entity key -> incidents that saw it. */
  readonly #index = new Map<string, Set<OpenIncident>>()
  /** The incident of each alert that it holds. */
  readonly #incidentOf = new Map<string, OpenIncident>()
  #clock = { now: -Infinity, swept: -Infinity, begun: 0 }

  constructor({ idle = defaultIdle, memory = new Memory() }: CorrelatorOptions = {}) {
    this.#idle = idle
    // What is idle is closed, and an incident lets alerts go: the tables need no bound of their own.
    this.#incidents = memory.table('correlate.incidents', { bound: Infinity, codec: OpenIncident.codec })
    this.#alerts = memory.table('correlate.alerts', { bound: Infinity, codec: plain() })
    memory.cell('correlate.clock', {
      save: () => ({ ...this.#clock }),
      restore: (stored) => (this.#clock = stored as { now: number; swept: number; begun: number }),
    })
    const known = [...this.#incidents.keys()].flatMap((id) => this.#incidents.peek(id) ?? [])
    for (const incident of known.sort((a, b) => a.place - b.place)) this.#reopen(incident)
  }

  add(findings: readonly Finding[]): IncidentChanges {
    const changed = new Set<OpenIncident>()
    const joined: IncidentChanges['joined'] = []
    const absorbed: IncidentChanges['absorbed'] = []
    const closed: Incident[] = []
    for (const finding of findings) {
      if (!isRepeat(finding) && this.#incidentOf.has(finding.id)) continue
      this.#clock.now = Math.max(this.#clock.now, finding.time)
      if (this.#clock.now - this.#clock.swept >= sweepEvery || this.#open.size > mostOpen)
        closed.push(...this.#closeIdle())
      if (isRepeat(finding) && finding.repeats.others !== undefined) {
        const counting = this.#incidentOf.get(finding.of)
        if (counting) this.#count(counting, finding)
        if (counting) changed.add(counting)
        continue
      }
      const [eldest, ...others] = this.#kinOf(finding)
      const incident = eldest ?? this.#begin(finding)
      if (!incident) continue
      for (const other of others) {
        this.#absorb(incident, other)
        absorbed.push({ id: other.id, into: incident.id })
        changed.delete(other)
      }
      if (isRepeat(finding)) this.#repeat(incident, finding)
      else {
        this.#join(incident, finding)
        joined.push({ alert: finding.id, incident: incident.id })
      }
      changed.add(incident)
    }
    const open = [...changed].filter(({ id }) => this.#open.has(id))
    for (const incident of open) this.#incidents.set(incident.id, incident)
    return { changed: open.map((incident) => this.#view(incident)), joined, absorbed, closed }
  }

  /** Takes the time of a finding that has no bearing on any other, as if it had been added. @returns what is closed by it */
  pass(time: number): Incident[] {
    this.#clock.now = Math.max(this.#clock.now, time)
    return this.#clock.now - this.#clock.swept >= sweepEvery ? this.#closeIdle() : []
  }

  /** Incidents that may still grow, most severe first. */
  incidents(): Incident[] {
    const views = [...this.#open.values()].map((incident) => this.#view(incident))
    return views.sort((a, b) => b.score - a.score || a.start - b.start)
  }

  #view(incident: OpenIncident): Incident {
    return incidentView(incident, this.#alertsOf(incident))
  }

  #alertsOf({ scores }: OpenIncident): Alert[] {
    return [...scores.keys()].flatMap((id) => this.#alerts.peek(id) ?? [])
  }

  #reopen(incident: OpenIncident): void {
    this.#open.set(incident.id, incident)
    for (const id of incident.scores.keys()) this.#incidentOf.set(id, incident)
    for (const key of incident.sightings.keys()) this.#indexKey(key, incident)
  }

  /** undefined: what was found is no reason for an incident of its own. */
  #begin(finding: Finding): OpenIncident | undefined {
    if (isRepeat(finding) || isUnsupported(finding)) return undefined
    const incident = new OpenIncident(finding, this.#clock.begun++)
    this.#open.set(incident.id, incident)
    return incident
  }

  /** Oldest first. A repeat is kin to the incident of its alert in any case. */
  #kinOf(alert: Finding): OpenIncident[] {
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
    const kin = new Set(
      [...kinships]
        .filter(([incident, kinship]) => kinship.isKin(incident, victims))
        .map(([incident]) => incident),
    )
    const own = isRepeat(alert) ? this.#incidentOf.get(alert.of) : undefined
    if (own) kin.add(own)
    return [...kin].sort((a, b) => a.first - b.first || (a.id < b.id ? -1 : 1))
  }

  #join(incident: OpenIncident, alert: Alert): void {
    this.#hold(incident, alert)
    this.#sight(incident, alert)
    // What was read back from a store: the repeats are known by now, of which the latest was seen last.
    const { repeats } = alert
    if (repeats && repeats.others === undefined)
      this.#sight(incident, { ...alert, time: repeats.last, entities: repeats.entities })
  }

  #repeat(incident: OpenIncident, repeat: AlertRepeat): void {
    this.#count(incident, repeat)
    this.#sight(incident, repeat)
  }

  #count(incident: OpenIncident, { of, repeats }: AlertRepeat): void {
    incident.reach(repeats.last)
    const alert = this.#alerts.peek(of)
    if (alert) this.#alerts.set(of, { ...alert, repeats })
  }

  #hold(incident: OpenIncident, alert: Alert): void {
    this.#incidentOf.set(alert.id, incident)
    this.#alerts.set(alert.id, alert)
    const dropped = incident.add(alert)
    if (dropped !== undefined) this.#letGo(dropped)
  }

  #sight(incident: OpenIncident, alert: AlertTraits): void {
    for (const { key, role } of linksOf(alert)) {
      const forgotten = incident.note(key, {
        role,
        time: alert.time,
        anonymous: alert.entities.users.length === 0,
        low: alert.severity === 'low',
        access: isAccess(alert),
      })
      this.#indexKey(key, incident)
      if (forgotten !== undefined) this.#unindexKey(forgotten, incident)
    }
    if (!isGuessing(alert)) return
    if (alert.gateway !== undefined) incident.guessedAt.set(alert.gateway, alert.time)
    if (isDistributed(alert.signals)) incident.hasDistributedGuessing = true
  }

  #absorb(incident: OpenIncident, other: OpenIncident): void {
    const alerts = this.#alertsOf(other)
    this.#forget(other)
    for (const alert of alerts) this.#hold(incident, alert)
    for (const key of incident.absorb(other)) this.#unindexKey(key, incident)
    for (const key of incident.sightings.keys()) this.#indexKey(key, incident)
  }

  #closeIdle(): Incident[] {
    const { now } = this.#clock
    this.#clock.swept = now
    const byAge = [...this.#open.values()].sort((a, b) => a.last - b.last)
    // A tenth at a time, so that a flood of incidents is not sorted anew for each alert.
    const surplus = this.#open.size > mostOpen ? mostOpen / 10 : 0
    const idle = byAge.filter(({ last }, i) => i < surplus || now - last > this.#idle)
    const closed = idle.map((incident) => this.#view(incident))
    for (const incident of idle) this.#forget(incident)
    return closed
  }

  #forget(incident: OpenIncident): void {
    this.#open.delete(incident.id)
    this.#incidents.delete(incident.id)
    for (const id of incident.scores.keys()) this.#letGo(id)
    for (const key of incident.sightings.keys()) this.#unindexKey(key, incident)
  }

  #letGo(alert: string): void {
    this.#incidentOf.delete(alert)
    this.#alerts.delete(alert)
  }

  #unindexKey(key: string, incident: OpenIncident): void {
    const incidents = this.#index.get(key)
    incidents?.delete(incident)
    if (incidents?.size === 0) this.#index.delete(key)
  }

  #indexKey(key: string, incident: OpenIncident): void {
    const incidents = this.#index.get(key)
    if (incidents) incidents.add(incident)
    else this.#index.set(key, new Set([incident]))
  }
}
