import type { Alert } from '../detect/alert.ts'
import { Correlator } from './correlator.ts'
import type { Incident } from './incident.ts'

/** Alerts handed to the correlator at a time; their number changes nothing but speed. */
const batchSize = 256

/** An incident with the ids of all its alerts in place of their bodies. */
export interface ReplayedIncident {
  incident: Omit<Incident, 'alerts'>
  alerts: string[]
}

/** In place of an alert that has no bearing on those that are replayed: its time, which may close incidents. */
export interface Passed {
  passed: number
}

/** What is known of an alert and of the incidents of the import when nothing is suppressed. */
export interface Found {
  /** Incident of an alert, undefined where it is in none. */
  incidentOf: (alert: string) => string | undefined
  isIncident: (id: string) => boolean
}

/**
 * Correlates stored alerts anew, in the order they were found: the same incidents as an import that never saw the
 * others. An incident whose first alert is missing keeps the id it had with it, so that links and statuses hold.
 */
export function replay(alerts: Iterable<Alert | Passed>, found: Found): ReplayedIncident[] {
  const correlator = new Correlator()
  const incidents: ReplayedIncident['incident'][] = []
  const members = new Map<string, string[]>()
  let batch: Alert[] = []
  const add = (): void => {
    const { closed, joined, absorbed } = correlator.add(batch)
    for (const { alert, incident } of joined) {
      const known = members.get(incident)
      if (known) known.push(alert)
      else members.set(incident, [alert])
    }
    for (const { id, into } of absorbed) {
      for (const alert of members.get(id) ?? []) members.get(into)?.push(alert)
      members.delete(id)
    }
    incidents.push(...closed.map(withoutAlerts))
    batch = []
  }
  for (const alert of alerts) {
    if ('passed' in alert) {
      if (batch.length > 0) add()
      incidents.push(...correlator.pass(alert.passed).map(withoutAlerts))
      continue
    }
    batch.push(alert)
    if (batch.length >= batchSize) add()
  }
  add()
  incidents.push(...correlator.incidents().map(withoutAlerts))
  return keepIds(
    incidents.map((incident) => ({ incident, alerts: members.get(incident.id) ?? [] })),
    found,
  )
}

function withoutAlerts(whole: Incident): ReplayedIncident['incident'] {
  const { alerts: _, ...incident } = whole
  return incident
}

function keepIds(incidents: ReplayedIncident[], { incidentOf, isIncident }: Found): ReplayedIncident[] {
  const ordered = incidents.toSorted(
    (a, b) => a.incident.start - b.incident.start || (a.incident.id < b.incident.id ? -1 : 1),
  )
  const taken = new Set(ordered.map(({ incident }) => incident.id).filter(isIncident))
  return ordered.map(({ incident, alerts }) => {
    if (isIncident(incident.id)) return { incident, alerts }
    const before = incidentOf(incident.id)
    if (before === undefined || taken.has(before)) return { incident, alerts }
    taken.add(before)
    return { incident: { ...incident, id: before }, alerts }
  })
}
