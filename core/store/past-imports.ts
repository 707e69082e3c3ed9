import type { ImportReport } from '../ingest/import-report.ts'
import type { Opened } from './database.ts'
import { parseReading, type PastReading } from './import-history.ts'
import { writePositions, readPositions } from './positions.ts'
import type { SourceContent } from './source-content.ts'
import { parseReport } from './stored-json.ts'

/** An import as it can be analysed anew. */
export interface StoredImport {
  id: string
  started: number
  fingerprint: string
  contents: SourceContent[]
  reading: PastReading
  /** undefined: its process died. */
  report: ImportReport | undefined
}

/** Imports of which events are stored, in the order of their first event. */
export function readPastImports({ connection }: Opened): StoredImport[] {
  const rows = connection
    .prepare<
      [],
      { id: string; started: number; fingerprint: string; report: string | null; reading: string | null }
    >(
      `SELECT i.id, i.started, i.fingerprint, i.report, i.reading FROM imports i
       JOIN (SELECT import, min(first) AS first FROM event_segments GROUP BY import) e ON e.import = i.id
       ORDER BY e.first, i.started`,
    )
    .all()
  const contents = connection.prepare<[string], SourceContent>(
    'SELECT fingerprint, path FROM sources WHERE import = ? ORDER BY path',
  )
  return rows.map(({ report, reading, ...row }) => ({
    ...row,
    contents: contents.all(row.id),
    reading: parseReading(reading),
    report: report === null ? undefined : parseReport(report),
  }))
}

/** Tells another workspace how far an import had come, and which records it knows: more than its events, where some were dropped. */
export function copyPositions(source: Opened, target: Opened, importId: string): void {
  const [from, to] = [source.connection, target.connection]
  writePositions(to, importId, readPositions(source, importId))
  const put = to.prepare('INSERT INTO known_records (import, first, last, keys) VALUES (?, ?, ?, ?)')
  to.prepare('DELETE FROM known_records WHERE import = ?').run(importId)
  const known = from.prepare<[string], { first: number; last: number; keys: Buffer }>(
    'SELECT first, last, keys FROM known_records WHERE import = ?',
  )
  for (const { first, last, keys } of known.iterate(importId)) put.run(importId, first, last, keys)
}
