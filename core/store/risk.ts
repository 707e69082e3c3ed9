import type { EntityRisk, RiskAlert, RiskKind } from '../correlate/entity-risk.ts'
import { riskAt, riskKeys, riskKinds, riskPeak, riskReach, riskSeries } from '../correlate/entity-risk.ts'
import type { Alert } from '../detect/alert.ts'
import type { Connection, Opened } from './database.ts'
import { day } from '../event/time-units.ts'

/** How far back the risk of an incident's people and addresses is shown. */
const shownBefore = 7 * day
const steps = 56
/** Alerts that are looked at of one entity, the strongest of them: with rank weights the others hardly count. */
const mostAlerts = 100
/** Entities of an incident, and of each kind in the workspace. */
const mostEntities = 10
/** Entities of each kind of which the peak is looked for. */
const candidates = 40

/** Notes whose risk an alert raises. */
export function indexAlert(connection: Connection, alert: Alert): void {
  const put = connection.prepare(
    'INSERT OR IGNORE INTO alert_entities (kind, name, time, alert) VALUES (?, ?, ?, ?)',
  )
  for (const { kind, name } of riskKeys(alert)) put.run(kind, name, alert.time, alert.id)
}

/** Risk of the people and addresses of an incident at its end, highest first; at most 10, over the week before it. */
export function readIncidentRisk({ connection }: Opened, incident: string): EntityRisk[] {
  const end = connection
    .prepare<[string], { at: number | null }>(
      'SELECT max(time) AS at FROM shown_alerts WHERE incident = ? AND rule IS NULL',
    )
    .get(incident)?.at
  if (end == null) return []
  const alertsOf = alertReader(connection)
  return connection
    .prepare<[string, number], { kind: RiskKind; name: string }>(
      `SELECT kind, name FROM alert_entities JOIN shown_alerts AS alerts ON alerts.id = alert
       WHERE incident = ? AND rule IS NULL GROUP BY kind, name ORDER BY sum(score) DESC, name LIMIT ?`,
    )
    .all(incident, candidates)
    .map(({ kind, name }) => {
      const start = end - shownBefore
      const alerts = alertsOf({ kind, name, from: start - riskReach, to: end })
      const series = riskSeries(alerts, { start, end: end + 1, count: steps })
      return { entity: name, kind, at: end, ...riskAt(alerts, end), series }
    })
    .sort(byScore)
    .slice(0, mostEntities)
}

/**
 * The people and addresses that were at the highest risk at any time, each at the moment of its peak; at most 10 of a
 * kind, highest first. At the end of a log that lies long past, everybody's risk would be 0.
 */
export function readTopRisk({ connection }: Opened): EntityRisk[] {
  const range = connection
    .prepare<[], { first: number | null; last: number | null }>(
      'SELECT min(time) AS first, max(time) AS last FROM shown_alerts WHERE rule IS NULL',
    )
    .get()
  if (range?.first == null || range.last == null) return []
  const { first: start, last } = range
  const alertsOf = alertReader(connection)
  return riskKinds
    .flatMap((kind) =>
      namesOf(connection, kind)
        .map((name) => {
          const alerts = alertsOf({ kind, name, from: start - 1, to: last })
          const at = riskPeak(alerts) ?? last
          const series = riskSeries(alerts, { start, end: last + 1, count: steps })
          return { entity: name, kind, at, ...riskAt(alerts, at), series }
        })
        .sort(byScore)
        .slice(0, mostEntities),
    )
    .filter(({ score }) => score > 0)
    .sort(byScore)
}

function namesOf(connection: Connection, kind: RiskKind): string[] {
  return connection
    .prepare<[string, number], { name: string }>(
      `SELECT name FROM alert_entities JOIN shown_alerts AS alerts ON alerts.id = alert
       WHERE kind = ? AND rule IS NULL GROUP BY name ORDER BY sum(score) DESC, name LIMIT ?`,
    )
    .all(kind, candidates)
    .map(({ name }) => name)
}

/** Reads the alerts of one entity after `from`, without those of incidents that were found to be false alarms. */
function alertReader(
  connection: Connection,
): (query: { kind: RiskKind; name: string; from: number; to: number }) => RiskAlert[] {
  const statement = connection.prepare<[string, string, number, number, number], RiskAlert>(
    // Titles only of those that stay: taking one out of its body costs more than all the rest. The entity's alerts are
    // asked for with IN, which reaches into the view; a join with it would read all alerts there are.
    `SELECT id, (SELECT body ->> 'title' FROM alerts WHERE alerts.id = strongest.id) AS title, time, score FROM (
       SELECT id, time, score FROM shown_alerts
       WHERE id IN (SELECT alert FROM alert_entities WHERE kind = ? AND name = ? AND time > ? AND time <= ?)
         AND rule IS NULL
         AND coalesce(incident, '') NOT IN (SELECT incident FROM verdicts WHERE status = 'false-positive')
       ORDER BY score DESC, id LIMIT ?) AS strongest ORDER BY score DESC, id`,
  )
  return ({ kind, name, from, to }) => statement.all(kind, name, from, to, mostAlerts)
}

function byScore(a: EntityRisk, b: EntityRisk): number {
  return b.score - a.score || (a.entity < b.entity ? -1 : 1)
}
