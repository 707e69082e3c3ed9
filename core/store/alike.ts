import { groupAlike, mostCompared } from '../correlate/alike.ts'
import type { AlikeAlert, AlikeGroup } from '../correlate/alike.ts'
import type { Opened } from './database.ts'
import { parseStored } from './stored-json.ts'

/** Groups of alike alerts among the latest 1,000 that no rule hides, largest first. */
export function readAlikeGroups({ connection }: Opened): AlikeGroup[] {
  const alerts = connection
    .prepare<[number], { body: string }>(
      `SELECT json_object('id', id, 'time', time, 'score', score, 'incident', incident, 'title', body -> '$.title',
         'reasons', body -> '$.reasons', 'users', body -> '$.entities.users') AS body
       FROM shown_alerts WHERE rule IS NULL ORDER BY time DESC, id LIMIT ?`,
    )
    .all(mostCompared)
    // As with every read of an alert, the store trusts what it has written itself.
    .map(({ body }) => parseStored(body, 'an alert') as AlikeAlert)
  return groupAlike(alerts)
}
