import type { EventBatch } from '../../ingest/event-batch.ts'
import type { SourceReport } from '../../ingest/import-report.ts'
import type { QuarantineWriter } from '../quarantine.ts'
import { Intake, type IntakeOptions } from './intake.ts'
import type { Reading, ReadingReport, Taken } from './taken.ts'

/** What is lost when the process is killed is done again: captured input is marked after so long, ms (ours: 10 s may be lost). */
const defaultMarkMs = 8_000

interface LocalReadingOptions extends IntakeOptions {
  batches: AsyncIterable<EventBatch>
  /** One a file, when the batches have ended. Default: none. */
  sources?: () => SourceReport[]
  quarantine?: QuarantineWriter | undefined
  signal?: AbortSignal | undefined
  /** It goes on another time: what waits for more keeps waiting. */
  isLive?: boolean | undefined
  /** Time after which captured input is marked, ms of the clock on the wall. */
  markMs?: number | undefined
}

/** Reading by this thread. Live input is marked at its ticks. */
export class LocalReading implements Reading {
  readonly #options: LocalReadingOptions
  readonly #intake: Intake
  #isMarkWanted = false

  constructor(options: LocalReadingOptions) {
    this.#options = options
    this.#intake = new Intake(options)
  }

  mark(): void {
    this.#isMarkWanted = true
  }

  async *batches(): AsyncGenerator<Taken> {
    const { batches, quarantine, signal, markMs = defaultMarkMs, isLive = false } = this.#options
    let marked = performance.now()
    let isEnd = false
    try {
      for await (const batch of batches) {
        const taken = this.#intake.take(batch)
        await quarantine?.flush()
        if (this.#isMarkWanted || batch.tick !== undefined || performance.now() - marked >= markMs) {
          taken.advance = this.#intake.advance()
          this.#isMarkWanted = false
          marked = performance.now()
        }
        yield taken
      }
      isEnd = !isLive
    } catch (error) {
      if (!signal?.aborted) throw error
    }
    yield this.#intake.end(isEnd)
  }

  async report(): Promise<ReadingReport> {
    const { quarantine, sources } = this.#options
    await quarantine?.close()
    return { sources: sources?.() ?? [], quarantine: quarantine?.report(), leftOut: this.#intake.leftOut }
  }
}
