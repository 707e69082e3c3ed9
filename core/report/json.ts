import type { EntityRisk } from '../correlate/entity-risk.ts'
import type { Incident } from '../correlate/incident.ts'
import type { Alert, AlertRepeats } from '../detect/alert.ts'
import type { Place } from '../event/event.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { hour } from '../event/time-units.ts'

/** Alerts of one incident that are written out in `incidents.json`; `alerts.ndjson` has every one. */
const mostAlerts = 1000

const iso = (time: number): string => new Date(time).toISOString()

/**
 * One element of `incidents.json`; times in ISO 8601 UTC, places as file, byte offset, length and line.
 * @param risk of its people and addresses at its end
 */
export function exportIncident(incident: Incident, risk: readonly EntityRisk[] = []): object {
  const { id, title, severity, score, confidence, start, end, status, entities, techniques } = incident
  return {
    id,
    title,
    severity,
    score: round(score, 1),
    confidence: round(confidence, 3),
    start: iso(start),
    end: iso(end),
    status,
    entities,
    unlisted: incident.unlisted,
    techniques,
    stages: incident.stages.map((stage) => ({ ...stage, start: iso(stage.start), end: iso(stage.end) })),
    alerts: incident.alerts.slice(0, mostAlerts).map((alert) => exportAlert(alert)),
    alertsLeftOut: Math.max(0, incident.alerts.length - mostAlerts) || undefined,
    informational: incident.informational ?? false,
    terms: incident.terms,
    risk: risk.map(exportRisk),
  }
}

/** One line of `alerts.ndjson`; `alike` is the strongest alert of its group. */
export function exportAlert(alert: Alert, alike?: string): object {
  const { id, time, title, score, severity, confidence, detectors, signals, techniques, reasons, entities } =
    alert
  return {
    id,
    time: iso(time),
    title,
    score: round(score, 1),
    severity,
    confidence: round(confidence, 3),
    detectors,
    signals,
    techniques,
    reasons,
    entities,
    events: alert.events.map(exportPlace),
    repeats: alert.repeats && exportRepeats(alert.repeats),
    informational: alert.informational ?? false,
    terms: alert.terms,
    lower: alert.lower,
    suppressed: alert.suppressed,
    alike,
    nearest: alert.nearest?.map((act) => ({ ...act, time: iso(act.time) })),
  }
}

function exportRepeats({ count, others, first, last, entities, unlisted, events }: AlertRepeats): object {
  return {
    count,
    others,
    first: iso(first),
    last: iso(last),
    entities,
    unlisted,
    events: events.map(exportPlace),
  }
}

function exportPlace({ source, offset, length, line }: Place): object {
  return { file: source, offset, length, line }
}

/** `age` in hours. */
function exportRisk({ entity, kind, at, score, contributions, others }: EntityRisk): object {
  return {
    entity,
    kind,
    at: iso(at),
    score,
    contributions: contributions.map((one) => ({
      ...one,
      time: iso(one.time),
      age: round(one.age / hour, 1),
    })),
    others,
  }
}

/** `import.json`. */
export function exportImport(report: ImportReport): object {
  return {
    ...report,
    started: iso(report.started),
    finished: iso(report.finished),
    timeRange: report.timeRange && { first: iso(report.timeRange.first), last: iso(report.timeRange.last) },
    replaced: report.replaced.map(({ id, started }) => ({ id, started: iso(started) })),
    otherSources: report.otherSources?.map((group) => ({
      ...group,
      first: group.first === undefined ? undefined : iso(group.first),
      last: group.last === undefined ? undefined : iso(group.last),
    })),
    sources: report.sources.map((source) => ({
      ...source,
      first: source.first === undefined ? undefined : iso(source.first),
      last: source.last === undefined ? undefined : iso(source.last),
      gaps: {
        ...source.gaps,
        longest: source.gaps.longest.map(({ from, to }) => ({ from: iso(from), to: iso(to) })),
      },
    })),
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
