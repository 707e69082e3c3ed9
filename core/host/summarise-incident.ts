import type { IncidentSummary } from '../contract/index.ts'
import type { Incident } from '../correlate/incident.ts'

/** What a list shows of an incident. */
export function summariseIncident(incident: Incident & { alertCount: number }): IncidentSummary {
  const { id, title, severity, score, confidence, start, end, status, entities } = incident
  return {
    id,
    title,
    severity,
    score,
    confidence,
    start,
    end,
    status,
    users: entities.users,
    sourceIps: entities.sourceIps,
    countries: entities.countries,
    techniques: incident.techniques.map((technique) => technique.id),
    tactics: incident.stages.map((stage) => stage.tactic),
    alerts: incident.alertCount,
    informational: incident.informational ?? false,
  }
}
