import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import type { SourceReport } from '../ingest/import-report.ts'
import { parseMapping } from '../ingest/mapping.ts'
import { unreadReport } from '../ingest/source-tally.ts'
import { inCanonicalOrder } from '../ingest/sources/canonical-order.ts'
import { fingerprintOf } from '../ingest/sources/fingerprint.ts'
import { listSources, type Source, type SourceList } from '../ingest/sources/list-sources.ts'
import { standardInput } from '../ingest/sources/read-bytes.ts'
import type { SourceContent } from '../store/source-content.ts'
import type { ImportJob } from './messages.ts'
import { optionsOf } from './reading/read-files.ts'

/** Files named in the sentence that says why nothing could be read. */
const mostReasons = 10

interface SourceFile {
  /** undefined for standard input. */
  fingerprint: string | undefined
  source: Source
}

/** The files of an import: which there are, and which of them are read. */
export class InputFiles {
  /** Same paths, sizes and times of writing give the same. */
  readonly fingerprint: string
  readonly #list: SourceList
  readonly #named: ReadonlySet<string>
  readonly #leftOut = new Map<string, string>()
  #files: SourceFile[]
  #bytesTotal: number | undefined

  private constructor(list: SourceList, files: SourceFile[], named: readonly string[]) {
    this.#list = list
    this.#named = new Set(named)
    this.#files = files
    const hash = createHash('sha256')
    for (const { source } of files) {
      const { path, size, modified } = source
      hash.update(`${resolve(path)}\0${size}\0${modified}\n`)
    }
    this.fingerprint = hash.digest('hex')
    this.#leaveOutCopies()
  }

  /** @throws Error when a mapping cannot be used */
  static async open(job: ImportJob): Promise<InputFiles> {
    // The name of a file that has several, too, must not depend on the order in which they are given.
    const list = await listSources(inCanonicalOrder(job.paths, (path) => path))
    const files: SourceFile[] = []
    for (const source of inCanonicalOrder(list.sources, ({ path }) => path)) {
      const { mapping } = optionsOf(job, source.path)
      if (mapping !== undefined) parseMapping(mapping)
      files.push({
        fingerprint: source.path === standardInput ? undefined : await fingerprintOf(source.path),
        source,
      })
    }
    return new InputFiles(list, files, job.paths)
  }

  /** Bytes on disk of what is read. Asked for with every progress, so it is added up once. */
  get bytesTotal(): number {
    this.#bytesTotal ??= this.#files.reduce((total, { source }) => total + source.size, 0)
    return this.#bytesTotal
  }

  /** What is read, by its content. */
  contents(): SourceContent[] {
    return this.#files.flatMap(({ fingerprint, source }) =>
      fingerprint === undefined ? [] : [{ fingerprint, path: source.path }],
    )
  }

  /** Does not read the files with these contents; the report says why. A reason follows the path. */
  leaveOut(reasons: ReadonlyMap<string, string>): void {
    this.#bytesTotal = undefined
    this.#files = this.#files.filter(({ fingerprint, source }) => {
      const reason = fingerprint === undefined ? undefined : reasons.get(fingerprint)
      const { path } = source
      if (reason !== undefined) this.#leftOut.set(path, `${path} ${reason}`)
      return reason === undefined
    })
  }

  #leaveOutCopies(): void {
    const first = new Map<string, string>()
    this.#files = this.#files.filter(({ fingerprint, source }) => {
      if (fingerprint === undefined) return true
      const { path } = source
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

  /** What is read. */
  get sources(): Source[] {
    return this.#files.map(({ source }) => source)
  }

  /** One report a file, and one a path that could not be read. */
  reports(read: readonly SourceReport[]): SourceReport[] {
    const unread = [...this.#list.problems, ...this.#list.skipped]
    const reports = [...read, ...unread.map(({ path, message }) => unreadReport(path, message))].map(
      (report) => ({ ...report, skipped: this.#isSkipped(report) }),
    )
    const leftOut = [...this.#leftOut].map(([path, message]) => ({
      ...unreadReport(path, message),
      skipped: true,
    }))
    return [...reports, ...leftOut]
  }

  #isSkipped({ path, error, format, records }: SourceReport): boolean {
    return error !== undefined && format === '' && records === 0 && !this.#named.has(path)
  }
}
