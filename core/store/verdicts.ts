import type { IncidentStatus } from '../correlate/incident.ts'
import type { Verdict } from '../detect/verdicts.ts'
import type { Connection } from './database.ts'

/** People of one alert that a verdict is remembered of. */
const keptUsers = 50

/**
 * Remembers what a status says of the rules that spoke in an incident: `closed` says it was real, `false-positive` that
 * it was not, the others nothing. Kept apart from the incidents, so that it outlives a new import of the same files.
 */
export function rememberVerdict(connection: Connection, incident: string, status: IncidentStatus): void {
  connection.prepare('DELETE FROM rule_verdicts WHERE incident = ?').run(incident)
  if (status !== 'closed' && status !== 'false-positive') return
  connection
    .prepare(
      `WITH spoken AS (
         SELECT signal.value AS name, body FROM shown_alerts AS alert, json_each(body, '$.signals') AS signal
         WHERE incident = :incident AND alert.rule IS NULL
         UNION ALL
         SELECT 'model', body FROM shown_alerts AS alert, json_each(body, '$.terms.lines') AS line
         WHERE incident = :incident AND alert.rule IS NULL AND line.value ->> 'name' = 'model'
       )
       INSERT OR IGNORE INTO rule_verdicts (incident, rule, user, confirmed)
       SELECT :incident, name, coalesce(user.value, ''), :confirmed
       FROM spoken LEFT JOIN json_each(body, '$.entities.users') AS user ON user.key < :kept`,
    )
    .run({ incident, confirmed: status === 'closed' ? 1 : 0, kept: keptUsers })
}

/** Everything the analyst has said, in no order. */
export function readVerdicts(connection: Connection): Verdict[] {
  return connection
    .prepare<[], { incident: string; rule: string; user: string; confirmed: number }>(
      'SELECT incident, rule, user, confirmed FROM rule_verdicts',
    )
    .all()
    .map((row) => ({ ...row, confirmed: row.confirmed === 1 }))
}
