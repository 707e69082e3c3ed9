import type { Incident } from '../correlate/incident.ts'
import type { Alert, AlertEntities, Severity } from '../detect/alert.ts'

/**
 * ECS 8.x as Elastic Security writes it: `event.severity` 21, 47, 73 and 99 stand for its four levels.
 * https://www.elastic.co/docs/solutions/security/detect-and-alert/create-detection-rule
 */
const severityNumbers: Record<Severity, number> = { low: 21, medium: 47, high: 73, critical: 99 }

/** An alert as an ECS document. */
export function alertDocument(alert: Alert, incident: string | undefined): object {
  const { id, time, title, score, severity, confidence, techniques, signals, entities, events, reasons } =
    alert
  return {
    '@timestamp': new Date(time).toISOString(),
    message: title,
    event: { ...eventFields('sonic.alert', { id, severity, score }), reason: reasons[0]?.text },
    rule: { name: signals.length > 0 ? signals : ['anomaly'] },
    threat: { framework: 'MITRE ATT&CK', technique: { id: techniques } },
    ...concerned(entities),
    log: { file: { path: events[0]?.source }, offset: events[0]?.offset },
    sonic: {
      severity,
      confidence: Math.round(confidence * 1000) / 1000,
      incident,
      reasons: reasons.map(({ text, contribution }) => ({ text, contribution })),
      events: events.map(({ source, offset, length, line }) => ({ file: source, offset, length, line })),
    },
  }
}

/** An incident as an ECS document; its alerts by their ids. */
export function incidentDocument(incident: Incident): object {
  const { id, title, severity, score, confidence, start, end, status, techniques, stages, entities } =
    incident
  return {
    '@timestamp': new Date(end).toISOString(),
    message: title,
    event: {
      ...eventFields('sonic.incident', { id, severity, score }),
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
    },
    threat: {
      framework: 'MITRE ATT&CK',
      tactic: { name: stages.map(({ tactic }) => tactic) },
      technique: { id: techniques.map((one) => one.id), name: techniques.map(({ name }) => name) },
    },
    ...concerned(entities),
    sonic: {
      severity,
      confidence: Math.round(confidence * 1000) / 1000,
      status,
      alerts: incident.alerts.map((alert) => alert.id),
    },
  }
}

function eventFields(
  dataset: string,
  { id, severity, score }: Pick<Alert, 'id' | 'severity' | 'score'>,
): object {
  return {
    kind: 'alert',
    category: ['intrusion_detection'],
    type: ['info'],
    id,
    dataset,
    module: 'sonic',
    severity: severityNumbers[severity],
    risk_score: Math.round(score * 10) / 10,
  }
}

/** One person, one address: named as such; all of them stand in `related`. */
function concerned({ users, sourceIps, assignedIps, destinations, devices }: AlertEntities): object {
  const [user, ip] = [users[0], sourceIps[0]]
  return {
    ...(users.length === 1 && user !== undefined ? { user: { name: user } } : {}),
    ...(sourceIps.length === 1 && ip !== undefined ? { source: { ip } } : {}),
    related: { user: users, ip: [...sourceIps, ...assignedIps], hosts: [...devices, ...destinations] },
  }
}
