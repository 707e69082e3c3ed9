import { resolve } from 'node:path'
import { z } from 'zod'
import { severities } from '../detect/alert.ts'
import type { Place } from '../event/event.ts'
import { mappingSchema } from '../ingest/mapping.ts'
import { clearedAlertIds } from './cleared.ts'
import type { Connection, Opened } from './database.ts'
import type { SourceContent } from './source-content.ts'
import { parseAlert, parseStored } from './stored-json.ts'

const readingSchema = z.object({
  format: z.string().optional(),
  mapping: mappingSchema.optional(),
  zoneOffset: z.number().optional(),
  year: z.number().optional(),
})

/** How an import read its files; what else its job says is left away. */
export const storedReading = readingSchema.extend({
  /** The folder that relative paths start from. */
  folder: z.string(),
  sources: z.array(readingSchema.extend({ path: z.string() })).optional(),
})
export type StoredReading = z.input<typeof storedReading>
/** The same as it comes back. */
export type PastReading = z.output<typeof storedReading>

/** An import as training needs it: paths are absolute. */
export interface PastImport {
  started: number
  /** Whether it was read to its end, and so looked at as a whole. */
  isDone: boolean
  reading: PastReading
  contents: SourceContent[]
}

interface Row {
  id: string
  started: number
  state: string | null
  reading: string | null
}

/** What was imported, oldest first. */
export function readHistory({ connection }: Opened): PastImport[] {
  return connection
    .prepare<[], Row>(`${selectRows} ORDER BY started`)
    .all()
    .map((row) => describePast(connection, row))
}

/** @returns undefined for an import that is not there */
export function findPastImport({ connection }: Opened, id: string): PastImport | undefined {
  const row = connection.prepare<[string], Row>(`${selectRows} WHERE id = ?`).get(id)
  return row && describePast(connection, row)
}

const selectRows = "SELECT id, started, json_extract(report, '$.state') AS state, reading FROM imports"

function describePast(connection: Connection, { id, started, state, reading: text }: Row): PastImport {
  const reading = parseReading(text)
  for (const source of reading.sources ?? []) source.path = resolve(reading.folder, source.path)
  const contents = connection
    .prepare<[string], SourceContent>('SELECT fingerprint, path FROM sources WHERE import = ? ORDER BY path')
    .all(id)
    .map(({ fingerprint, path }) => ({ fingerprint, path: resolve(reading.folder, path) }))
  return { started, isDone: state === 'done', reading, contents }
}

const suspicious = severities.slice(severities.indexOf('medium'))

/**
 * Places of the records behind alerts of medium or higher severity, with absolute paths, without alerts that a person has
 * cleared.
 */
export function* suspiciousPlaces({ connection }: Opened): Generator<Place> {
  const cleared = clearedAlertIds({ connection })
  const rows = connection
    .prepare<[string], { id: string; body: string; reading: string | null }>(
      `SELECT a.id, a.body, i.reading FROM alerts a JOIN imports i ON i.id = a.import
       WHERE json_extract(a.body, '$.severity') IN (SELECT value FROM json_each(?))`,
    )
    .iterate(JSON.stringify(suspicious))
  for (const { id, body, reading } of rows) {
    if (cleared.has(id)) continue
    const { folder } = parseReading(reading)
    const { events } = parseAlert(body)
    for (const place of events) yield { ...place, source: resolve(folder, place.source) }
  }
}

/** What is missing (a workspace of an older version) or unreadable counts as nothing said. */
export function parseReading(text: string | null): PastReading {
  const parsed = text === null ? undefined : storedReading.safeParse(parseStored(text, 'an import'))
  return parsed?.success ? parsed.data : { folder: process.cwd() }
}
