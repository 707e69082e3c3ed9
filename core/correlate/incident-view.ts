import { keptEntities } from '../detect/alert.ts'
import type { Alert, AlertEntities, AlertRepeats } from '../detect/alert.ts'
import { severityOf } from '../detect/severity.ts'
import { stagesOf, techniquesOf } from './chain.ts'
import { incidentScore } from './incident-score.ts'
import { incidentTitle } from './incident-title.ts'
import type { Incident } from './incident.ts'
import type { OpenIncident } from './open-incident.ts'

/** The incident as it stands, alerts in order of time and, at the same time, as they were found. */
export function incidentView(open: OpenIncident, held: readonly Alert[]): Incident {
  const alerts = held.toSorted((a, b) => a.time - b.time)
  const { score, confidence, terms, informational } = incidentScore(alerts)
  const names = unionOf(alerts)
  return {
    id: open.id,
    title: incidentTitle(alerts),
    severity: severityOf(score),
    score,
    confidence,
    start: Math.min(...alerts.map(({ time }) => time)),
    end: open.last,
    status: 'open',
    entities: mapEntities(names, (all) => all.slice(0, keptEntities)),
    techniques: techniquesOf(alerts),
    stages: stagesOf(alerts),
    alerts,
    ...(informational ? { informational } : {}),
    terms,
    ...unlisted(names, alerts),
  }
}

/** What the alerts name, then what their repeats name besides. */
function unionOf(alerts: readonly Alert[]): AlertEntities {
  const union = (name: keyof AlertEntities): string[] => [
    ...new Set([
      ...alerts.flatMap(({ entities }) => entities[name]),
      ...alerts.flatMap(({ repeats }) => repeats?.entities[name] ?? []),
    ]),
  ]
  return {
    users: union('users'),
    sourceIps: union('sourceIps'),
    assignedIps: union('assignedIps'),
    destinations: union('destinations'),
    devices: union('devices'),
    countries: union('countries'),
  }
}

/** How many names of each sort there was no room for, at least; nothing where all are listed. */
function unlisted(names: AlertEntities, alerts: readonly Alert[]): Pick<Incident, 'unlisted'> {
  const counts = mapEntities(names, (all, sort) => {
    const most = Math.max(all.length, ...alerts.map(({ repeats }) => totalOf(repeats, sort)))
    return Math.max(0, most - keptEntities)
  })
  return Object.values(counts).some((count) => count > 0) ? { unlisted: counts } : {}
}

function totalOf(repeats: AlertRepeats | undefined, sort: keyof AlertEntities): number {
  return repeats ? repeats.entities[sort].length + (repeats.unlisted?.[sort] ?? 0) : 0
}

function mapEntities<T>(
  names: AlertEntities,
  change: (names: string[], sort: keyof AlertEntities) => T,
): Record<keyof AlertEntities, T> {
  return {
    users: change(names.users, 'users'),
    sourceIps: change(names.sourceIps, 'sourceIps'),
    assignedIps: change(names.assignedIps, 'assignedIps'),
    destinations: change(names.destinations, 'destinations'),
    devices: change(names.devices, 'devices'),
    countries: change(names.countries, 'countries'),
  }
}
