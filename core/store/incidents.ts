import { z } from 'zod'
import { incidentStatuses, type Incident, type IncidentStatus } from '../correlate/incident.ts'
import { readAlert, type AlertRow } from './alerts.ts'
import type { Connection } from './database.ts'
import { pageOf, readKey, type Page, type PageRequest } from './page.ts'
import { parseIncident } from './stored-json.ts'

type IncidentBody = Omit<Incident, 'alerts' | 'status' | 'suppressed'>
export type ListedIncident = Incident & { alertCount: number }

/** Score and id. */
const keySchema = z.tuple([z.number(), z.string()])

/** Incidents that rules leave, without their alerts' bodies being read, most severe first. */
export function readIncidentPage(
  connection: Connection,
  { after, limit }: PageRequest,
): Page<ListedIncident> {
  const [score, id] = readKey(keySchema, after) ?? [Number.MAX_VALUE, '']
  // Keys alone come from indexes; for a whole row its alerts are counted.
  const keys = connection.prepare<object, { id: string; score: number }>(
    `SELECT id, score FROM shown_incidents WHERE score <= :score AND (score < :score OR id > :id)
     ORDER BY score DESC, id LIMIT :most`,
  )
  const find = connection.prepare<[string], ListedRow>(
    'SELECT body, status, alerts FROM shown_incidents WHERE id = ?',
  )
  return connection.transaction(() => {
    const { items, next } = pageOf(
      keys.all({ score, id, most: limit + 1 }),
      limit,
      (row) => [row.score, row.id],
      (row) => find.get(row.id),
    )
    return { items: items.filter((row) => row !== undefined).map(listed), next }
  })()
}

interface ListedRow {
  body: string
  status: string
  alerts: number
}

function listed({ body, status, alerts }: ListedRow): ListedIncident {
  return {
    ...parseIncident<IncidentBody>(body),
    status: readStatus(status),
    alerts: [],
    alertCount: alerts,
  }
}

/** How many incidents rules leave, and how many of them are open. */
export function countIncidents(connection: Connection): { total: number; open: number } {
  const counts = connection
    .prepare<[], { total: number; open: number }>(
      `SELECT count(*) AS total, count(*) FILTER (WHERE status = 'open') AS open FROM shown_incidents`,
    )
    .get()
  return counts ?? { total: 0, open: 0 }
}

export function readIncident(connection: Connection, id: string): Incident | undefined {
  const row = connection
    .prepare<[string], { body: string; status: string }>(
      'SELECT body, status FROM shown_incidents WHERE id = ?',
    )
    .get(id)
  if (!row) return undefined
  const alerts = connection
    .prepare<[string], AlertRow>('SELECT body, rule FROM shown_alerts WHERE incident = ? ORDER BY time, id')
    .all(id)
    .map(readAlert)
  const hidden = alerts.filter(({ suppressed }) => suppressed !== undefined)
  return {
    ...parseIncident<IncidentBody>(row.body),
    status: readStatus(row.status),
    alerts: alerts.filter(({ suppressed }) => suppressed === undefined),
    ...(hidden.length > 0 ? { suppressed: hidden } : {}),
  }
}

function readStatus(text: string): IncidentStatus {
  return incidentStatuses.find((status) => status === text) ?? 'open'
}
