import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { fieldNames, isField } from '../event/fields.ts'
import { coerce, parseTime } from './coerce.ts'
import { fieldOf } from './field-aliases.ts'
import { explain } from './sources/explain.ts'
import { compileTimeFormat } from './time-format.ts'
import { parseZone } from './zone.ts'
import type { Field } from '../event/event.ts'
import type { FieldValue } from './coerce.ts'
import type { ReadTime } from './build-event.ts'

export const mappingSchema = z.strictObject({
  /** Column (CSV) or dotted key (JSON) -> field. */
  columns: z.record(z.string(), z.string()),
  /** Field -> value of every record whose columns do not give it. */
  constants: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])).default({}),
  time: z.strictObject({ format: z.string().optional(), zone: z.string().optional() }).default({}),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  /** false: the first line is a record, and the columns are called "1", "2", … in `columns`. */
  header: z.boolean().optional(),
})

/** A mapping as it is written and stored. */
export type MappingDocument = z.input<typeof mappingSchema>

/** How a table or JSON of the analyst's own is read: the checked content of `--map FILE`. */
export interface Mapping {
  columns: ReadonlyMap<string, Field>
  constants: ReadonlyMap<Field, FieldValue>
  delimiter: string | undefined
  hasHeader: boolean
  /** undefined: times are of a known form. */
  readTime: ((zoneOffset: number) => ReadTime) | undefined
  /** Minutes east of UTC; undefined: as for everything else. */
  zoneOffset: number | undefined
}

/** Throws a sentence that names the file and, where one is wrong, the column. */
export async function loadMapping(path: string): Promise<MappingDocument> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new Error(`${path} ${explain(error)}`, { cause: error })
  }
  try {
    const document = JSON.parse(text) as MappingDocument
    parseMapping(document)
    return document
  } catch (error) {
    const reason =
      error instanceof SyntaxError ? 'it is not valid JSON' : error instanceof Error ? error.message : ''
    throw new Error(`${path} is no mapping: ${reason}`, { cause: error })
  }
}

/** Throws a sentence for the first thing that is wrong. */
export function parseMapping(value: unknown): Mapping {
  const parsed = mappingSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new Error(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not understood'}`)
  }
  const { columns, constants, time, delimiter, header } = parsed.data
  const zoneOffset = time.zone === undefined ? undefined : parseZone(time.zone)
  if (time.zone !== undefined && zoneOffset === undefined)
    throw new Error(`time.zone is "${time.zone}"; write it like "+02:00", "-0500" or "Z"`)
  const context = { zoneOffset: zoneOffset ?? 0, year: 1970 }
  const mapping: Mapping = {
    columns: new Map(
      Object.entries(columns).map(([column, name]) => [column, checkedField(`column "${column}"`, name)]),
    ),
    constants: new Map(
      Object.entries(constants).map(([name, constant]) => {
        const field = checkedField('a constant', name)
        const coerced = coerce(field, constant, context)
        if (coerced === undefined)
          throw new Error(`the constant of ${name}, ${JSON.stringify(constant)}, is no value of that field`)
        return [field, coerced]
      }),
    ),
    delimiter,
    hasHeader: header ?? true,
    readTime: time.format === undefined ? undefined : timeReader(time.format),
    zoneOffset,
  }
  if (![...mapping.columns.values()].includes('@timestamp'))
    throw new Error('no column is mapped to @timestamp; every record needs a time')
  return mapping
}

function timeReader(format: string): (zoneOffset: number) => (value: unknown) => number {
  const read = compileTimeFormat(format)
  return (zoneOffset) => (value) =>
    typeof value === 'string' ? read(value, zoneOffset) : parseTime(value, { zoneOffset, year: 1970 })
}

function checkedField(what: string, name: string): Field {
  if (isField(name)) return name
  const near = fieldOf(name) ?? nearest(name)
  throw new Error(
    `${what} is mapped to "${name}", which is no field${near === undefined ? '' : `; did you mean "${near}"?`}`,
  )
}

/** The field with the smallest edit distance, if that is at most 3. */
function nearest(name: string): Field | undefined {
  let best: Field | undefined
  let least = 4
  for (const field of fieldNames) {
    const distance = editDistance(name.slice(0, 60), field)
    if (distance < least) {
      least = distance
      best = field
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++)
      next.push(Math.min((row[j] ?? 0) + (a[i] === b[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    row = next
  }
  return row[b.length] ?? 0
}
