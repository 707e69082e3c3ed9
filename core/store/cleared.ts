import type { Opened } from './database.ts'

/**
 * Ids of alerts that a person has cleared: in an incident closed as a false positive, also before its files were
 * opened again, or known to be good by an allow rule. What was done there may teach what is normal.
 */
export function clearedAlertIds({ connection }: Opened): Set<string> {
  const ids = connection
    .prepare<[], string>(
      `SELECT alert FROM cleared
         UNION SELECT a.id FROM verdicts v JOIN shown_alerts a ON a.incident = v.incident
           WHERE v.status = 'false-positive' AND a.rule IS NULL
         UNION SELECT x.alert FROM adjusted_alerts x JOIN rules r ON r.id = x.rule
           WHERE r.body ->> 'kind' = 'allow'`,
    )
    .pluck()
    .all()
  return new Set(ids)
}
