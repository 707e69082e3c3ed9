import { errorMessage } from '../event/error-message.ts'
import { Reject } from '../event/event.ts'
import { toEcs } from '../event/ecs.ts'
import { fieldNames } from '../event/fields.ts'
import { mappedCsv } from './decoders/csv.ts'
import { mappedJson } from './decoders/json-mapped.ts'
import { parseMapping } from './mapping.ts'
import { readHead } from './sources/read-ends.ts'
import { sampleTable, suggestMapping } from './suggest-mapping.ts'
import type { EcsObject } from '../event/ecs.ts'
import type { MappingDocument } from './mapping.ts'

/** What a person sees while describing the columns of a file. */
export interface MappingPreview {
  kind: 'csv' | 'json'
  columns: string[]
  /** Cells of the first records by column, as they stand in the file. */
  rows: string[][]
  /** A mapping to start from. */
  suggestion: MappingDocument
  /** What the first records become; undefined while the mapping can't be used, see `problem`. */
  records: ({ record: EcsObject } | { reason: string })[] | undefined
  problem: string | undefined
  /** Names that a column may be mapped to. */
  fields: string[]
}

const sampledLines = 100
const shownRows = 8

/**
 * Reads the beginning of a file with a mapping, or with the suggested one.
 * @throws Error with a sentence where the file can't be read or is neither a table nor JSON
 */
export async function previewMapping(path: string, given?: MappingDocument): Promise<MappingPreview> {
  const lines = await readHead(path, sampledLines)
  const table = sampleTable(lines)
  if (table === undefined)
    throw new Error(`${path} is neither a table (comma, semicolon, tab or bar between values) nor JSON lines`)
  const suggestion = suggestMapping(table)
  const read = readRecords(lines, table.kind, given ?? suggestion)
  return {
    kind: table.kind,
    columns: table.columns,
    rows: table.rows.slice(0, shownRows).map((row) => row.map((cell) => cell.slice(0, 200))),
    suggestion,
    ...read,
    fields: [...fieldNames],
  }
}

function readRecords(
  lines: readonly string[],
  kind: MappingPreview['kind'],
  document: MappingDocument,
): Pick<MappingPreview, 'records' | 'problem'> {
  try {
    const mapping = parseMapping(document)
    const decoder = kind === 'json' ? mappedJson(mapping) : mappedCsv(mapping)
    const decode = decoder.open({ zoneOffset: 0, year: 1970 })
    const records = lines.flatMap((line) => {
      const record = decode(line)
      if (record === undefined) return []
      return [record instanceof Reject ? { reason: record.reason } : { record: toEcs(record) }]
    })
    return { records: records.slice(0, shownRows), problem: undefined }
  } catch (error) {
    return { records: undefined, problem: errorMessage(error) }
  }
}
