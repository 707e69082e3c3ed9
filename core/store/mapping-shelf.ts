import { mappingSchema, type MappingDocument } from '../ingest/mapping.ts'
import type { Opened } from './database.ts'
import { parseStored } from './stored-json.ts'

export interface SavedMapping {
  name: string
  /** Epoch ms. */
  saved: number
  mapping: MappingDocument
}

/** By name. One that this version can't read is left out. */
export function listMappings({ connection }: Opened): SavedMapping[] {
  const rows = connection
    .prepare<[], { name: string; saved: number; body: string }>('SELECT * FROM mappings ORDER BY name')
    .all()
  return rows.flatMap(({ name, saved, body }) => {
    const parsed = mappingSchema.safeParse(parseStored(body, 'a mapping'))
    return parsed.success ? [{ name, saved, mapping: parsed.data }] : []
  })
}

/** Takes the place of one with the same name. */
export function saveMapping({ connection }: Opened, { name, saved, mapping }: SavedMapping): void {
  connection
    .prepare('INSERT OR REPLACE INTO mappings (name, saved, body) VALUES (?, ?, ?)')
    .run(name, saved, JSON.stringify(mapping))
}
