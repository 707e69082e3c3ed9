import type { EventBatch } from './event-batch.ts'
import type { SourceReport } from './import-report.ts'
import type { Source } from './sources/list-sources.ts'
import { readBytes, type ByteOptions } from './sources/read-bytes.ts'
import type { ReadOutcome } from './sources/read-outcome.ts'

/** One reading of a file that is no text. */
export interface ByteRun {
  readonly outcome: ReadOutcome
  push(chunk: Buffer): void
  /** The file has ended. */
  end(): void
  /** The events since the last time. */
  take(): EventBatch
  report(): SourceReport
}

/**
 * The events of one file that is no text. Iterating it again reads the file anew. Never throws because of its content: see
 * `report().error`. Throws the reason of an aborted signal.
 */
export class RunReader implements AsyncIterable<EventBatch> {
  readonly source: Source
  readonly #options: ByteOptions
  readonly #begin: () => ByteRun
  /** What is being read; of what is done with no more than its report is kept. */
  #run: ByteRun | undefined
  #report: SourceReport | undefined

  constructor(source: Source, options: ByteOptions, begin: () => ByteRun) {
    this.source = source
    this.#options = options
    this.#begin = begin
  }

  /** What has been read so far. */
  report(): SourceReport {
    return this.#run?.report() ?? this.#report ?? this.#begin().report()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventBatch> {
    const run = this.#begin()
    this.#run = run
    try {
      for await (const chunk of readBytes(this.source.path, run.outcome, this.#options)) {
        run.push(chunk)
        yield run.take()
      }
      run.end()
      yield run.take()
    } finally {
      if (this.#run === run) this.#run = undefined
      this.#report = run.report()
    }
  }
}
