import { z } from 'zod'
import type { Alert } from '../detect/alert.ts'
import type { Connection } from './database.ts'
import { pageOf, readKey, type Page, type PageRequest } from './page.ts'
import { parseAlert } from './stored-json.ts'

export interface AlertRow {
  body: string
  /** Id of the rule that hides it. */
  rule: string | null
}

/** Time and id. */
const keySchema = z.tuple([z.number(), z.string()])

/** Every alert in time order, those in no incident and those that a rule hides included. */
export function* readAlerts(connection: Connection): Generator<Alert> {
  const rows = connection
    .prepare<[], AlertRow>(
      `SELECT body, (SELECT rule FROM adjusted_alerts WHERE alert = alerts.id) AS rule
       FROM alerts ORDER BY time, id`,
    )
    .iterate()
  for (const row of rows) yield readAlert(row)
}

export function readOneAlert(connection: Connection, id: string): Alert | undefined {
  const row = connection
    .prepare<[string], AlertRow>(
      'SELECT body, (SELECT rule FROM adjusted_alerts WHERE alert = alerts.id) AS rule FROM alerts WHERE id = ?',
    )
    .get(id)
  return row && readAlert(row)
}

/** Alerts that a rule hides, in time order. */
export function readHiddenPage(
  connection: Connection,
  rule: string,
  { after, limit }: PageRequest,
): Page<Alert> {
  const [time, id] = readKey(keySchema, after) ?? [-Number.MAX_VALUE, '']
  const rows = connection
    .prepare<object, AlertRow & { time: number; id: string }>(
      `SELECT a.body, a.time, a.id, x.rule FROM adjusted_alerts x JOIN alerts a ON a.id = x.alert
       WHERE x.rule = :rule AND (a.time, a.id) > (:time, :id) ORDER BY a.time, a.id LIMIT :most`,
    )
    .all({ rule, time, id, most: limit + 1 })
  return pageOf(rows, limit, (row) => [row.time, row.id], readAlert)
}

export function readAlert({ body, rule }: AlertRow): Alert {
  const alert = parseAlert(body)
  return rule === null ? alert : { ...alert, suppressed: rule }
}
