import { Reject } from '../event/event.ts'
import { visibleLines } from '../event/visible.ts'
import { toEcs, toFailure } from '../event/ecs.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { parseMapping } from '../ingest/mapping.ts'
import { previewMapping } from '../ingest/preview-mapping.ts'
import { openReader } from '../ingest/open-reader.ts'
import { listSources } from '../ingest/sources/list-sources.ts'
import { describeSource } from './describe-source.ts'
import { LineOutput } from './line-output.ts'
import { readReading, type ReadingTexts } from './read-options.ts'
import { UsageError } from './usage-error.ts'
import type { Writable } from 'node:stream'
import type { EventBatch, EventOptions } from '../ingest/read-events.ts'
import { writeJson, writeLines } from './print.ts'

export type ParseOptions = ReadingTexts

/**
 * `sonic parse`: one ECS JSON object a record on `out`, in input order, a summary on `err`.
 * @returns the exit status: 0 done (also where the reader of `out` has gone), 1 something could not be read
 * @throws UsageError
 */
export async function parse(
  paths: readonly string[],
  options: ParseOptions,
  out: Writable,
  err: Writable,
): Promise<number> {
  const eventOptions = await checkOptions(paths, options)
  const { sources, problems, skipped } = await listSources(paths)
  for (const { message } of [...problems, ...skipped]) writeLines(err, message)
  let failed = problems.length > 0
  const output = new LineOutput(out)
  for (const source of sources) {
    const reader = openReader(source, eventOptions)
    for await (const batch of reader) if (!(await output.write(visibleLines(toLines(batch))))) return 0
    const report = reader.report()
    if (report.error !== undefined) failed = true
    writeLines(err, describeSource(report))
  }
  return failed ? 1 : 0
}

/**
 * `sonic parse --suggest-mapping FILE`: a mapping to start from on `out`, what it makes of the first record on `err`.
 * @returns the exit status
 */
export async function suggest(path: string, out: Writable, err: Writable): Promise<number> {
  const { suggestion, columns, records, problem } = await previewMapping(path)
  writeJson(out, suggestion)
  const unmapped = columns.filter((column) => !Object.hasOwn(suggestion.columns, column))
  if (unmapped.length > 0) writeLines(err, `Not mapped: ${unmapped.join(', ')}`)
  if (problem !== undefined) writeLines(err, `To be completed: ${problem}`)
  const [first] = records ?? []
  if (first !== undefined) writeLines(err, `The first record: ${JSON.stringify(first)}`)
  return 0
}

/** Throws a UsageError. */
async function checkOptions(paths: readonly string[], options: ParseOptions): Promise<EventOptions> {
  if (paths.length === 0)
    throw new UsageError('Nothing to read: name files or folders, or - for standard input.')
  const { mapping, ...reading } = await readReading(options)
  return { decoders, ...reading, mapping: mapping === undefined ? undefined : parseMapping(mapping) }
}

function toLines({ records, places, originals }: EventBatch): string {
  let text = ''
  for (const [i, record] of records.entries()) {
    const place = places[i]
    const original = originals[i]
    const document =
      record instanceof Reject ? toFailure(record, place, original) : toEcs(record, place, original)
    text += `${JSON.stringify(document)}\n`
  }
  return text
}
