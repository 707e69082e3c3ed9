import { resolve, sep } from 'node:path'
import { decoders } from '../../ingest/decoders/index.ts'
import type { EventBatch } from '../../ingest/event-batch.ts'
import type { SourceReport } from '../../ingest/import-report.ts'
import { parseMapping } from '../../ingest/mapping.ts'
import { mergeByTime } from '../../ingest/merge.ts'
import { openReader, type SourceReader } from '../../ingest/open-reader.ts'
import type { FormatOptions } from '../../ingest/open-format.ts'
import type { EventOptions } from '../../ingest/read-events.ts'
import type { Source } from '../../ingest/sources/list-sources.ts'
import type { Pace } from '../../ingest/sources/pace.ts'
import type { ImportJob, ReadingOptions } from '../messages.ts'

/** How the files of a job are read. */
export type JobReading = Pick<ImportJob, 'sources'> & ReadingOptions

interface ReadFiles {
  /** All events of all files in order of time. */
  batches: AsyncIterable<EventBatch>
  /** What has been read so far, one a file. */
  reports: () => SourceReport[]
}

/** @throws Error when a mapping cannot be used */
export function readFiles(files: readonly Source[], job: JobReading, signal: AbortSignal): ReadFiles {
  const readers = openReaders(files, job, { signal })
  const [only] = readers
  const batches = readers.length === 1 && only ? only : mergeByTime(readers)
  return { batches, reports: () => readers.map((reader) => reader.report()) }
}

/**
 * @param follow where files are read as they grow, the clock by which that goes
 * @throws Error when a mapping cannot be used
 */
export function openReaders(
  files: readonly Source[],
  job: JobReading,
  { signal, follow }: { signal: AbortSignal; follow?: Pace | undefined },
): SourceReader[] {
  const optionsFor = eventOptions(signal, follow)
  return files.map((source) => openReader(source, optionsFor(optionsOf(job, source.path))))
}

/** The options of a reader, the same for all files that are read the same way. */
function eventOptions(
  signal: AbortSignal,
  follow: Pace | undefined,
): (options: ReadingOptions) => EventOptions {
  const known = new Map<ReadingOptions, EventOptions>()
  return (options) => {
    const made = known.get(options) ?? {
      ...formatOptions(options),
      signal,
      ...(follow ? { follow } : {}),
    }
    known.set(options, made)
    return made
  }
}

/** @throws Error when a mapping cannot be used */
export function formatOptions({ format, mapping, zoneOffset, year }: ReadingOptions): FormatOptions {
  return {
    decoders,
    format,
    mapping: mapping === undefined ? undefined : parseMapping(mapping),
    zoneOffset,
    year,
  }
}

/** How one file of a job is read. */
export function optionsOf(job: JobReading, path: string): ReadingOptions {
  const fitting = (job.sources ?? []).filter((source) => {
    const [whole, part] = [resolve(path), resolve(source.path)]
    return whole === part || whole.startsWith(part + sep)
  })
  return fitting.sort((a, b) => b.path.length - a.path.length)[0] ?? job
}
