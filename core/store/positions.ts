import type { Connection } from './database.ts'

/** How many records of a source were taken in, by the fingerprint of its content. */
export type Positions = ReadonlyMap<string, number>

export function writePositions(connection: Connection, importId: string, positions: Positions): void {
  const put = connection.prepare(
    `INSERT INTO positions (import, source, records) VALUES (?, ?, ?)
     ON CONFLICT (import, source) DO UPDATE SET records = excluded.records`,
  )
  for (const [source, records] of positions) put.run(importId, source, records)
}

/** Empty where nothing of the import was committed. */
export function readPositions(connection: Connection, importId: string): Positions {
  const rows = connection
    .prepare<[string], { source: string; records: number }>(
      'SELECT source, records FROM positions WHERE import = ?',
    )
    .all(importId)
  return new Map(rows.map(({ source, records }) => [source, records]))
}
