import { keptEntities } from '../detect/alert.ts'
import type { Alert, AlertEntities } from '../detect/alert.ts'
import { severityOf } from '../detect/severity.ts'
import { stagesOf, techniquesOf } from './chain.ts'
import { incidentScore } from './incident-score.ts'
import { incidentTitle } from './incident-title.ts'
import type { Incident } from './incident.ts'
import type { OpenIncident } from './open-incident.ts'

/** The incident as it stands, alerts in order of time. */
export function incidentView(open: OpenIncident): Incident {
  const alerts = [...open.alerts.values()].sort((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))
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
    ...unlisted(names),
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

/** How many names of each sort there was no room for; nothing where all are listed. */
function unlisted(names: AlertEntities): Pick<Incident, 'unlisted'> {
  const counts = mapEntities(names, (all) => Math.max(0, all.length - keptEntities))
  return Object.values(counts).some((count) => count > 0) ? { unlisted: counts } : {}
}

function mapEntities<T>(
  names: AlertEntities,
  change: (names: string[]) => T,
): Record<keyof AlertEntities, T> {
  return {
    users: change(names.users),
    sourceIps: change(names.sourceIps),
    assignedIps: change(names.assignedIps),
    destinations: change(names.destinations),
    devices: change(names.devices),
    countries: change(names.countries),
  }
}
