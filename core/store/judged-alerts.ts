import type { Alert } from '../detect/alert.ts'
import type { JudgedAlert } from '../detect/triage.ts'
import type { Connection } from './database.ts'
import { parseStored } from './stored-json.ts'

/** The latest that are learned from: bounds the time to learn. */
const most = 2_000

/** Alerts of incidents that an analyst has closed (they were real) or called false positives, the latest 2,000. */
export function readJudgedAlerts(connection: Connection): JudgedAlert[] {
  return connection
    .prepare<[number], { detectors: string; terms: string; status: string }>(
      `SELECT body -> '$.detectors' AS detectors, body -> '$.terms' AS terms, verdicts.status
       FROM verdicts JOIN shown_alerts ON shown_alerts.incident = verdicts.incident
       WHERE verdicts.status IN ('closed', 'false-positive') AND shown_alerts.rule IS NULL
         AND body -> '$.terms' IS NOT NULL
       ORDER BY time DESC, id LIMIT ?`,
    )
    .all(most)
    .map(({ detectors, terms, status }) => {
      // As with every read of an alert, the store trusts what it has written itself.
      const { lines, circumstances } = parseStored(terms, 'an alert') as NonNullable<Alert['terms']>
      const subject = {
        detectors: parseStored(detectors, 'an alert') as Alert['detectors'],
        lines,
        circumstances,
      }
      return { subject, confirmed: status === 'closed' }
    })
}
