import { Reject } from '../event/event.ts'
import { toEcs, toFailure } from '../event/ecs.ts'
import { decoders } from '../ingest/decoders/index.ts'
import { loadMapping } from '../ingest/mapping.ts'
import { EventReader } from '../ingest/read-events.ts'
import { listSources } from '../ingest/sources/list-sources.ts'
import { describeSource } from './describe-source.ts'
import { LineOutput } from './line-output.ts'
import { readFormat, readZone } from './read-options.ts'
import { UsageError } from './usage-error.ts'
import type { Writable } from 'node:stream'
import type { Mapping } from '../ingest/mapping.ts'
import type { EventBatch, EventOptions } from '../ingest/read-events.ts'

export interface ParseOptions {
  /** Name of a decoder; otherwise the content decides. */
  format?: string
  /** Path of a mapping. */
  map?: string
  /** Zone of times that carry none, `+02:00`. */
  zone?: string
}

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
  for (const { message } of [...problems, ...skipped]) err.write(`${message}\n`)
  let failed = problems.length > 0
  const output = new LineOutput(out)
  for (const source of sources) {
    const reader = new EventReader(source, eventOptions)
    for await (const batch of reader) if (!(await output.write(toLines(batch)))) return 0
    const report = reader.report()
    if (report.error !== undefined) failed = true
    err.write(describeSource(report))
  }
  return failed ? 1 : 0
}

/** Throws a UsageError. */
async function checkOptions(paths: readonly string[], options: ParseOptions): Promise<EventOptions> {
  if (paths.length === 0)
    throw new UsageError('Nothing to read: name files or folders, or - for standard input.')
  const format = readFormat(options.format)
  if (options.map !== undefined && format !== undefined && format !== 'csv' && format !== 'json')
    throw new UsageError(`A mapping describes csv or json, not ${format}.`)
  const mapping = options.map === undefined ? undefined : await readMapping(options.map)
  return { decoders, format, mapping, zoneOffset: readZone(options.zone) }
}

async function readMapping(path: string): Promise<Mapping> {
  try {
    return await loadMapping(path)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
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
