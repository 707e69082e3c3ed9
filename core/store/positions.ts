import type { Connection, Opened } from './database.ts'

/** Where each source is gone on with: records taken in, by the fingerprint of a content; or a number of the source's own, as an offset. */
export type Positions = ReadonlyMap<string, number>

export function writePositions(connection: Connection, importId: string, positions: Positions): void {
  const put = connection.prepare(
    `INSERT INTO positions (import, source, records) VALUES (?, ?, ?)
     ON CONFLICT (import, source) DO UPDATE SET records = excluded.records`,
  )
  for (const [source, records] of positions) put.run(importId, source, records)
}

/** Where each source was left by the latest import that read it. */
export function readLatestPositions({ connection }: Opened): Positions {
  const rows = connection
    .prepare<[], { source: string; records: number }>(
      'SELECT p.source, p.records FROM positions p JOIN imports i ON i.id = p.import ORDER BY i.started, i.rowid',
    )
    .all()
  return new Map(rows.map(({ source, records }) => [source, records]))
}

/** Empty where nothing of the import was committed. */
export function readPositions({ connection }: Opened, importId: string): Positions {
  const rows = connection
    .prepare<[string], { source: string; records: number }>(
      'SELECT source, records FROM positions WHERE import = ?',
    )
    .all(importId)
  return new Map(rows.map(({ source, records }) => [source, records]))
}
