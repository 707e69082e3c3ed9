import { createHash } from 'node:crypto'
import { resolve, sep } from 'node:path'
import { Reject } from '../event/event.ts'
import { decoders } from '../ingest/decoders/index.ts'
import type { SourceReport } from '../ingest/import-report.ts'
import { parseMapping } from '../ingest/mapping.ts'
import { mergeByTime } from '../ingest/merge.ts'
import { openReader, type SourceReader } from '../ingest/open-reader.ts'
import type { EventBatch, EventOptions } from '../ingest/read-events.ts'
import { unreadReport } from '../ingest/source-tally.ts'
import { inCanonicalOrder } from '../ingest/sources/canonical-order.ts'
import { fingerprintOf } from '../ingest/sources/fingerprint.ts'
import { listSources, type SourceList } from '../ingest/sources/list-sources.ts'
import type { Pace } from '../ingest/sources/pace.ts'
import { standardInput } from '../ingest/sources/read-bytes.ts'
import { liveInput } from './live-input.ts'
import type { ImportJob, ReadingOptions } from './messages.ts'
import type { SourceContent } from '../store/source-content.ts'

/** What was read so far. */
interface ReadCounts {
  bytesRead: number
  lines: number
  rejected: number
}

/** Files named in the sentence that says why nothing could be read. */
const mostReasons = 10

interface SourceFile {
  /** undefined for standard input. */
  fingerprint: string | undefined
  reader: SourceReader
}

/** The files of an import: which there are, which of them are read, and their events in the order of time. */
export class InputFiles {
  readonly #counts: ReadCounts = { bytesRead: 0, lines: 0, rejected: 0 }
  /** Same paths, sizes and times of writing give the same. */
  readonly fingerprint: string
  readonly #list: SourceList
  readonly #named: ReadonlySet<string>
  readonly #follow: Pace | undefined
  readonly #leftOut = new Map<string, string>()
  readonly #fingerprints: ReadonlyMap<string, string>
  #files: SourceFile[]
  #bytesTotal: number | undefined

  private constructor(
    list: SourceList,
    files: SourceFile[],
    { named, follow }: { named: readonly string[]; follow: Pace | undefined },
  ) {
    this.#list = list
    this.#named = new Set(named)
    this.#follow = follow
    this.#files = files
    const hash = createHash('sha256')
    for (const { reader } of files) {
      const { path, size, modified } = reader.source
      hash.update(`${resolve(path)}\0${size}\0${modified}\n`)
    }
    this.fingerprint = hash.digest('hex')
    this.#fingerprints = new Map(
      files.map(({ fingerprint = '', reader }) => [reader.source.path, fingerprint]),
    )
    this.#leaveOutCopies()
  }

  /** @throws Error when a mapping cannot be used */
  static async open(job: ImportJob, signal: AbortSignal, follow?: Pace): Promise<InputFiles> {
    // The name of a file that has several, too, must not depend on the order in which they are given.
    const list = await listSources(inCanonicalOrder(job.paths, (path) => path))
    const files: SourceFile[] = []
    const optionsFor = eventOptions(signal, follow)
    for (const source of inCanonicalOrder(list.sources, ({ path }) => path)) {
      files.push({
        fingerprint: source.path === standardInput ? undefined : await fingerprintOf(source.path),
        reader: openReader(source, optionsFor(optionsOf(job, source.path))),
      })
    }
    return new InputFiles(list, files, { named: job.paths, follow })
  }

  /** Bytes on disk of what is read. Asked for with every progress, so it is added up once. */
  get bytesTotal(): number {
    this.#bytesTotal ??= this.#files.reduce((total, { reader }) => total + reader.source.size, 0)
    return this.#bytesTotal
  }

  /** What is read, by its content. */
  contents(): SourceContent[] {
    return this.#files.flatMap(({ fingerprint, reader }) =>
      fingerprint === undefined ? [] : [{ fingerprint, path: reader.source.path }],
    )
  }

  /** Does not read the files with these contents; the report says why. A reason follows the path. */
  leaveOut(reasons: ReadonlyMap<string, string>): void {
    this.#bytesTotal = undefined
    this.#files = this.#files.filter(({ fingerprint, reader }) => {
      const reason = fingerprint === undefined ? undefined : reasons.get(fingerprint)
      const { path } = reader.source
      if (reason !== undefined) this.#leftOut.set(path, `${path} ${reason}`)
      return reason === undefined
    })
  }

  #leaveOutCopies(): void {
    const first = new Map<string, string>()
    this.#files = this.#files.filter(({ fingerprint, reader }) => {
      if (fingerprint === undefined) return true
      const { path } = reader.source
      const original = first.get(fingerprint)
      if (original === undefined) first.set(fingerprint, path)
      else this.#leftOut.set(path, `${path} has the same content as ${original}: it was read once`)
      return original === undefined
    })
  }

  /** Whether there is anything to read at all; `problem` says why not. */
  get problem(): string | undefined {
    if (this.#files.length > 0) return undefined
    const reasons = [...this.#list.problems.map(({ message }) => message), ...this.#leftOut.values()]
    const more = reasons.length - mostReasons
    const rest = more > 0 ? [`and ${more} more`] : []
    return [...reasons.slice(0, mostReasons), ...rest].join('; ') || 'There is nothing to read.'
  }

  /** Whether there is nothing to read because all of it was read before. */
  get isAllKnown(): boolean {
    return this.#files.length === 0 && this.#leftOut.size > 0 && this.#list.problems.length === 0
  }

  /** Lines that became an event. */
  get records(): number {
    return this.#counts.lines - this.#counts.rejected
  }

  /** One report a file, and one a path that could not be read. */
  reports(): SourceReport[] {
    const unread = [...this.#list.problems, ...this.#list.skipped]
    const reports = [
      ...this.#files.map(({ reader }) => reader.report()),
      ...unread.map(({ path, message }) => unreadReport(path, message)),
    ].map((report) => ({ ...report, skipped: this.#isSkipped(report) }))
    const leftOut = [...this.#leftOut].map(([path, message]) => ({
      ...unreadReport(path, message),
      skipped: true,
    }))
    return [...reports, ...leftOut]
  }

  #isSkipped({ path, error, format, records }: SourceReport): boolean {
    return error !== undefined && format === '' && records === 0 && !this.#named.has(path)
  }

  /** How many lines were read, and how many of them are no events. */
  get counts(): ReadCounts {
    return { ...this.#counts }
  }

  /** All events of all files in order of time; where they are followed, as they come, with ticks. */
  async *batches(): AsyncGenerator<EventBatch> {
    const readers = this.#files.map(({ reader }) => reader)
    const [only] = readers
    const merged = this.#follow
      ? liveInput(readers, this.#follow)
      : readers.length === 1 && only
        ? only
        : mergeByTime(readers)
    for await (const batch of merged) {
      this.#counts.bytesRead += batch.bytesRead
      this.#counts.lines += batch.records.length
      for (const record of batch.records) if (record instanceof Reject) this.#counts.rejected += 1
      yield batch
    }
  }

  /** The fingerprint of the content of a file that is read; '' for standard input. */
  contentOf(path: string): string {
    return this.#fingerprints.get(path) ?? ''
  }
}

/** The options of a reader, the same for all files that are read the same way. */
function eventOptions(
  signal: AbortSignal,
  follow: Pace | undefined,
): (options: ReadingOptions) => EventOptions {
  const known = new Map<ReadingOptions, EventOptions>()
  return (options) => {
    const { format, mapping, zoneOffset, year } = options
    const made = known.get(options) ?? {
      decoders,
      format,
      mapping: mapping === undefined ? undefined : parseMapping(mapping),
      zoneOffset,
      year,
      signal,
      ...(follow ? { follow } : {}),
    }
    known.set(options, made)
    return made
  }
}

/** How one file of a job is read. */
export function optionsOf(job: Pick<ImportJob, 'sources'> & ReadingOptions, path: string): ReadingOptions {
  const fitting = (job.sources ?? []).filter((source) => {
    const [whole, part] = [resolve(path), resolve(source.path)]
    return whole === part || whole.startsWith(part + sep)
  })
  return fitting.sort((a, b) => b.path.length - a.path.length)[0] ?? job
}
