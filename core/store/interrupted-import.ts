import { emptyReport } from '../ingest/empty-report.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { unreadReport } from '../ingest/source-tally.ts'
import { countImport } from './count-import.ts'
import type { Connection } from './database.ts'
import { bucketMs } from './tally.ts'

interface Sums {
  attempt: number | null
  start: number | null
  end: number | null
  flow: number | null
  first: number | null
  last: number | null
}

/** What is known of an import whose process died before it could write its report: what it had committed is there. */
export function interruptedImport(connection: Connection, id: string, started: number): ImportReport {
  const report = emptyReport(id, 'interrupted', started)
  const paths = connection
    .prepare<[string], string>('SELECT path FROM sources WHERE import = ? ORDER BY path')
    .pluck()
    .all(id)
  const { first, last, ...acts } = connection
    .prepare<[string], Sums>(
      `SELECT sum(attempts) AS attempt, sum(starts) AS start, sum(ends) AS "end", sum(flows) AS flow,
         min(start) AS first, max(start) AS last
       FROM buckets WHERE import = ?`,
    )
    .get(id) ?? { first: null, last: null }
  return {
    ...report,
    sources: paths.map((path) => unreadReport(path, `${path} was perhaps not read to its end`)),
    totals: {
      ...report.totals,
      ...countImport({ connection }, id),
      acts: Object.fromEntries(Object.entries(acts).map(([kind, count]) => [kind, count ?? 0])),
    },
    timeRange: first === null || last === null ? undefined : { first, last: last + bucketMs - 1 },
    learning: { ...report.learning, explanation: 'What was learned from is not known.' },
    error:
      'Sonic ended before this import did: what it had committed until then is kept. Open the same files again to go on with it.',
  }
}
