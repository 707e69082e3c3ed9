import type { ImportReport } from '../ingest/import-report.ts'
import type { Opened } from './database.ts'
import { parseReading, type PastReading } from './import-history.ts'
import type { SourceContent } from './source-content.ts'
import { parseReport } from './stored-json.ts'

/** An import that has read some of the same content before. */
export interface EarlierImport {
  id: string
  started: number
  /** Whether it was read to its end. */
  isDone: boolean
  /** Whether something of it was committed that can be gone on with. */
  hasBegun: boolean
  /** What it read. */
  contents: SourceContent[]
  reading: PastReading
  report: ImportReport | undefined
}

interface Row extends SourceContent {
  import: string
  started: number
  report: string | null
  reading: string | null
  begun: number
}

/** The imports that have read any of these contents, oldest first. */
export function findEarlier({ connection }: Opened, contents: readonly SourceContent[]): EarlierImport[] {
  const rows = connection
    .prepare<[string], Row>(
      `SELECT s.import, s.fingerprint, s.path, i.started, i.report, i.reading,
         EXISTS (SELECT 1 FROM positions p WHERE p.import = i.id) AS begun
       FROM sources s JOIN imports i ON i.id = s.import
       WHERE s.import IN (SELECT import FROM sources WHERE fingerprint IN (SELECT value FROM json_each(?)))
       ORDER BY i.started, s.path`,
    )
    .all(JSON.stringify(contents.map(({ fingerprint }) => fingerprint)))
  const imports = new Map<string, EarlierImport>()
  for (const { import: id, fingerprint, path, ...row } of rows) {
    const earlier = imports.get(id) ?? describeEarlier(id, row)
    earlier.contents.push({ fingerprint, path })
    imports.set(id, earlier)
  }
  return [...imports.values()]
}

function describeEarlier(id: string, row: Omit<Row, 'import' | 'fingerprint' | 'path'>): EarlierImport {
  const report = row.report === null ? undefined : parseReport(row.report)
  return {
    id,
    started: row.started,
    isDone: report?.state === 'done',
    hasBegun: row.begun === 1,
    contents: [],
    reading: parseReading(row.reading),
    report,
  }
}

/** Gives an import another id, with all that hangs on it. */
export function renameImport({ connection }: Opened, from: string, to: string): void {
  connection.transaction(() => {
    connection.pragma('defer_foreign_keys = ON')
    connection.prepare('UPDATE imports SET id = ?, report = NULL WHERE id = ?').run(to, from)
    for (const table of importTables)
      connection.prepare(`UPDATE ${table} SET import = ? WHERE import = ?`).run(to, from)
  })()
}

/** All tables whose rows belong to an import. */
const importTables = [
  'sources',
  'incidents',
  'alerts',
  'buckets',
  'tallies',
  'adjusted',
  'adjusted_alerts',
  'adjusted_incidents',
  'adjusted_buckets',
  'adjusted_tallies',
  'event_segments',
  'event_numbers',
  'positions',
  'known_records',
] as const

/** An attempt of which nothing is kept but its report. */
const leftNothing = `(coalesce(json_array_length(report, '$.stays'), 0) > 0
  OR coalesce(report ->> '$.state' <> 'done' AND report ->> '$.totals.lines' = 0, 0))`

/** Those of `ids` that left something, oldest first. */
export function findImports(
  { connection }: Opened,
  ids: readonly string[],
): { id: string; started: number }[] {
  return connection
    .prepare<[string], { id: string; started: number }>(
      `SELECT id, started FROM imports
       WHERE id IN (SELECT value FROM json_each(?)) AND NOT ${leftNothing} ORDER BY started`,
    )
    .all(JSON.stringify(ids))
}

/** Ids of all imports. */
export function listImports({ connection }: Opened): string[] {
  return connection.prepare<[], string>('SELECT id FROM imports').pluck().all()
}

/** Whether any import has left something. */
export function hasResults({ connection }: Opened): boolean {
  const exists = connection.prepare<[], number>(
    `SELECT EXISTS (SELECT 1 FROM imports WHERE NOT ${leftNothing})`,
  )
  return exists.pluck().get() === 1
}

/** Forgets earlier attempts to read the very same files that left nothing. */
export function forgetAttempts({ connection }: Opened, fingerprint: string, but: string): void {
  connection
    .prepare(`DELETE FROM imports WHERE fingerprint = ? AND id <> ? AND ${leftNothing}`)
    .run(fingerprint, but)
}
