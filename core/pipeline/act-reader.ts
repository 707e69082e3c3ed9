import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import { Reject } from '../event/event.ts'
import { decoders } from '../ingest/decoders/index.ts'
import type { SourceReport } from '../ingest/import-report.ts'
import { loadMapping } from '../ingest/mapping.ts'
import { mergeByTime } from '../ingest/merge.ts'
import { EventReader, type EventBatch } from '../ingest/read-events.ts'
import { listSources, type SourceList } from '../ingest/sources/list-sources.ts'
import type { ImportJob } from './messages.ts'
import type { StageClock } from './stage-clock.ts'

/** What was read so far. */
export interface ReadCounts {
  bytesRead: number
  lines: number
  rejected: number
  acts: number
}

/** The first half of the way: files in, acts out, in the order of event time. */
export class ActReader {
  readonly counts: ReadCounts = { bytesRead: 0, lines: 0, rejected: 0, acts: 0 }
  readonly bytesTotal: number
  /** Same files with the same content give the same fingerprint. */
  readonly fingerprint: string
  readonly #list: SourceList
  readonly #named: ReadonlySet<string>
  readonly #readers: EventReader[]

  private constructor(list: SourceList, readers: EventReader[], named: readonly string[]) {
    this.#list = list
    this.#named = new Set(named)
    this.#readers = readers
    this.bytesTotal = list.sources.reduce((total, source) => total + source.size, 0)
    const hash = createHash('sha256')
    for (const { path, size, modified } of list.sources)
      hash.update(`${resolve(path)}\0${size}\0${modified}\n`)
    this.fingerprint = hash.digest('hex')
  }

  /** @throws Error when a mapping cannot be read or the format is unknown */
  static async open(job: ImportJob, signal: AbortSignal): Promise<ActReader> {
    const mapping = job.map === undefined ? undefined : await loadMapping(job.map)
    const list = await listSources(job.paths)
    const { format, zoneOffset } = job
    const readers = list.sources.map(
      (source) => new EventReader(source, { decoders, format, mapping, zoneOffset, signal }),
    )
    return new ActReader(list, readers, job.paths)
  }

  /** Whether there is anything to read at all; `problem` says why not. */
  get problem(): string | undefined {
    if (this.#readers.length > 0) return undefined
    return this.#list.problems.map(({ message }) => message).join('; ') || 'There is nothing to read.'
  }

  /** Lines that became an event. */
  get records(): number {
    return this.counts.lines - this.counts.rejected
  }

  /** One report a file, and one a path that could not be read. */
  reports(): SourceReport[] {
    const unread = [...this.#list.problems, ...this.#list.skipped]
    const reports = [
      ...this.#readers.map((reader) => reader.report()),
      ...unread.map(({ path, message }) => emptyReport(path, message)),
    ]
    return reports.map((report) => ({ ...report, skipped: this.#isSkipped(report) }))
  }

  #isSkipped({ path, error, format, records }: SourceReport): boolean {
    return error !== undefined && format === '' && records === 0 && !this.#named.has(path)
  }

  /** Acts in batches as they become complete. */
  async *acts(assembler: ActAssembler, clock: StageClock): AsyncGenerator<Act[]> {
    const [only] = this.#readers
    const merged = this.#readers.length === 1 && only ? only : mergeByTime(this.#readers)
    const batches = merged[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await clock.wait('read', () => batches.next())
        if (next.done) break
        yield clock.measure('enrich', () => this.#assemble(next.value, assembler))
      }
    } finally {
      // A consumer that stops early must not leave files open.
      await batches.return?.(undefined)
    }
    const rest: Act[] = []
    clock.measure('enrich', () => assembler.flush(rest))
    this.counts.acts += rest.length
    yield rest
  }

  #assemble(batch: EventBatch, assembler: ActAssembler): Act[] {
    const acts: Act[] = []
    const { counts } = this
    for (const [i, record] of batch.records.entries()) {
      const place = batch.places[i]
      if (!place) continue
      if (record instanceof Reject) counts.rejected++
      else assembler.push(record, place, batch.originals[i] ?? '', acts)
    }
    counts.bytesRead += batch.bytesRead
    counts.lines += batch.records.length
    counts.acts += acts.length
    return acts
  }
}

function emptyReport(path: string, error: string): SourceReport {
  return {
    path,
    compression: 'none',
    bytes: 0,
    lines: 0,
    records: 0,
    ignored: 0,
    rejected: [],
    format: '',
    formatTitle: '',
    formatConfidence: 0,
    formatChosenBy: 'content',
    notes: [],
    first: undefined,
    last: undefined,
    error,
    skipped: false,
  }
}
