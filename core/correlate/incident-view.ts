import type { Alert, AlertEntities } from '../detect/alert.ts'
import { severityOf } from '../detect/severity.ts'
import { stagesOf, techniquesOf } from './chain.ts'
import { incidentScore } from './incident-score.ts'
import { incidentTitle } from './incident-title.ts'
import type { Incident } from './incident.ts'
import type { OpenIncident } from './open-incident.ts'

/** The incident as it stands, alerts in order of time. */
export function incidentView(open: OpenIncident): Incident {
  const alerts = open.alerts.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))
  const { score, confidence, terms, informational } = incidentScore(alerts)
  return {
    id: open.id,
    title: incidentTitle(alerts),
    severity: severityOf(score),
    score,
    confidence,
    start: Math.min(...alerts.map(({ time }) => time)),
    end: open.last,
    status: 'open',
    entities: unionOf(alerts),
    techniques: techniquesOf(alerts),
    stages: stagesOf(alerts),
    alerts,
    ...(informational ? { informational } : {}),
    terms,
  }
}

function unionOf(alerts: readonly Alert[]): AlertEntities {
  const union = (name: keyof AlertEntities): string[] => [
    ...new Set(alerts.flatMap(({ entities }) => entities[name])),
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
