import type { Connection } from './database.ts'

/** A file that an import reads, by its content. */
export interface SourceContent {
  fingerprint: string
  path: string
}

/** An import that has read some of the same content before. */
export interface EarlierImport {
  id: string
  started: number
  /** Whether it was read to its end. */
  isDone: boolean
  /** What it read. */
  contents: SourceContent[]
}

interface Row extends SourceContent {
  import: string
  started: number
  state: string | null
}

/** The imports that have read any of these contents, oldest first. */
export function findEarlier(connection: Connection, contents: readonly SourceContent[]): EarlierImport[] {
  const rows = connection
    .prepare<[string], Row>(
      `SELECT s.import, s.fingerprint, s.path, i.started, json_extract(i.report, '$.state') AS state
       FROM sources s JOIN imports i ON i.id = s.import
       WHERE s.import IN (SELECT import FROM sources WHERE fingerprint IN (SELECT value FROM json_each(?)))
       ORDER BY i.started, s.path`,
    )
    .all(JSON.stringify(contents.map(({ fingerprint }) => fingerprint)))
  const imports = new Map<string, EarlierImport>()
  for (const { import: id, started, state, fingerprint, path } of rows) {
    const earlier = imports.get(id) ?? { id, started, isDone: state === 'done', contents: [] }
    earlier.contents.push({ fingerprint, path })
    imports.set(id, earlier)
  }
  return [...imports.values()]
}
