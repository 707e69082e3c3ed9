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

/** An attempt of which nothing is kept but its report. */
const leftNothing = `(coalesce(json_array_length(report, '$.stays'), 0) > 0
  OR coalesce(report ->> '$.state' <> 'done' AND report ->> '$.totals.lines' = 0, 0))`

/** Those of `ids` and those of the very same files (`fingerprint`) that left something, oldest first. */
export function findImports(
  connection: Connection,
  { fingerprint, ids }: { fingerprint: string; ids: readonly string[] },
): { id: string; started: number }[] {
  return connection
    .prepare<[string, string], { id: string; started: number }>(
      `SELECT id, started FROM imports
       WHERE (fingerprint = ? OR id IN (SELECT value FROM json_each(?))) AND NOT ${leftNothing} ORDER BY started`,
    )
    .all(fingerprint, JSON.stringify(ids))
}

/** Ids of all imports. */
export function listImports(connection: Connection): string[] {
  return connection.prepare<[], string>('SELECT id FROM imports').pluck().all()
}

/** Whether any import has left something. */
export function hasResults(connection: Connection): boolean {
  const exists = connection.prepare<[], number>(
    `SELECT EXISTS (SELECT 1 FROM imports WHERE NOT ${leftNothing})`,
  )
  return exists.pluck().get() === 1
}

/** Forgets earlier attempts to read the very same files that left nothing. */
export function forgetAttempts(connection: Connection, fingerprint: string, but: string): void {
  connection
    .prepare(`DELETE FROM imports WHERE fingerprint = ? AND id <> ? AND ${leftNothing}`)
    .run(fingerprint, but)
}
