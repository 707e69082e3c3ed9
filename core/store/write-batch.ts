import type { IncidentChanges } from '../correlate/correlator.ts'
import type { Incident } from '../correlate/incident.ts'
import type { Alert, AlertRepeats } from '../detect/alert.ts'
import type { Connection } from './database.ts'
import { indexAlert } from './risk.ts'
import type { TallyDelta } from './tally.ts'

/** What one committed step of an import adds. */
export interface StoreBatch extends Pick<IncidentChanges, 'joined' | 'absorbed'> {
  alerts: Alert[]
  /** By id of the alert, of this batch or of an earlier one: all of its repeats so far. */
  repeats: ReadonlyMap<string, AlertRepeats>
  /** Incidents that are new or have changed. */
  incidents: Incident[]
  tally: TallyDelta
}

/** Adds a batch of results to an import. Belongs in a transaction. */
export function writeBatch(connection: Connection, importId: string, batch: StoreBatch): void {
  const putAlert = connection.prepare(
    'INSERT INTO alerts (id, import, incident, time, score, body) VALUES (?, ?, NULL, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  // A file that has grown is another content with the same records: the latest import has them. Within one import the
  // first stays, with its incident.
  const takeOver = connection.prepare('DELETE FROM alerts WHERE id = ? AND import <> ?')
  for (const alert of batch.alerts) {
    takeOver.run(alert.id, importId)
    putAlert.run(alert.id, importId, alert.time, alert.score, JSON.stringify(alert))
    indexAlert(connection, alert)
  }
  const repeat = connection.prepare(
    `UPDATE alerts SET body = json_set(body, '$.repeats', json(?)) WHERE id = ?`,
  )
  for (const [id, repeats] of batch.repeats) repeat.run(JSON.stringify(repeats), id)
  writeIncidents(connection, importId, batch)
  writeTally(connection, importId, batch.tally)
}

function writeIncidents(
  connection: Connection,
  importId: string,
  { incidents, joined, absorbed }: StoreBatch,
): void {
  const put = connection.prepare(
    `INSERT INTO incidents (id, import, score, body) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET import = excluded.import, score = excluded.score, body = excluded.body`,
  )
  const claim = connection.prepare('UPDATE alerts SET incident = ? WHERE id = ?')
  const hand = connection.prepare('UPDATE alerts SET incident = ? WHERE incident = ?')
  const drop = connection.prepare('DELETE FROM incidents WHERE id = ?')
  for (const { alerts: _, status: __, ...body } of incidents)
    put.run(body.id, importId, body.score, JSON.stringify(body))
  for (const { alert, incident } of joined) claim.run(incident, alert)
  for (const { id, into } of absorbed) {
    hand.run(into, id)
    drop.run(id)
  }
}

function writeTally(connection: Connection, importId: string, tally: TallyDelta): void {
  const putBucket = connection.prepare(
    `INSERT INTO buckets VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (import, start) DO UPDATE SET attempts = attempts + excluded.attempts,
       starts = starts + excluded.starts, ends = ends + excluded.ends, flows = flows + excluded.flows,
       peak = max(peak, excluded.peak), alerts = alerts + excluded.alerts`,
  )
  for (const [start, b] of tally.buckets) {
    putBucket.run(importId, start, b.attempt, b.start, b.end, b.flow, b.peak, b.alerts)
  }
  const putTally = connection.prepare(
    `INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (import, kind, name) DO UPDATE SET acts = acts + excluded.acts,
       failures = failures + excluded.failures, alerts = alerts + excluded.alerts,
       score = max(score, excluded.score),
       detail = CASE WHEN excluded.detail = '' THEN detail ELSE excluded.detail END`,
  )
  for (const [kind, entries] of Object.entries(tally.names)) {
    for (const [name, t] of entries) {
      putTally.run(importId, kind, name, t.detail, t.acts, t.failures, t.alerts, t.score)
    }
  }
}
