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

interface PreviewOptions {
  /** In place of the suggested one. */
  mapping?: MappingDocument
  /** Aborted when nobody waits for the preview any more. */
  signal?: AbortSignal
}

const sampledLines = 100
const shownRows = 8
/** The first 8 MiB of any file that is a log are read far sooner. */
const mostMs = 10_000

/**
 * Reads the beginning of a file with a mapping, or with the suggested one: at most its first 8 MiB, for at most 10 s.
 * @throws Error with a sentence where the file can't be read or is neither a table nor JSON
 */
export async function previewMapping(path: string, options: PreviewOptions = {}): Promise<MappingPreview> {
  const { mapping: given } = options
  const lines = await readBeginning(path, options.signal)
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

async function readBeginning(path: string, signal: AbortSignal | undefined): Promise<string[]> {
  const late = AbortSignal.timeout(mostMs)
  try {
    return await readHead(path, sampledLines, signal === undefined ? late : AbortSignal.any([signal, late]))
  } catch (error) {
    if (!late.aborted || signal?.aborted === true) throw error
    throw new Error(`${path} gave no lines in ${mostMs / 1000} seconds: copy it to a local disk, unpacked`)
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
