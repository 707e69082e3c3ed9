import { Reject } from '../event/event.ts'
import { appendBatch, contentOf, decodeBatch, emptyBatch, type EventBatch } from './event-batch.ts'
import type { SourceReport } from './import-report.ts'
import {
  chooseFormat,
  openFormat,
  sampleLines,
  type ChosenFormat,
  type FormatOptions,
  type OpenFormat,
} from './open-format.ts'
import { SourceTally } from './source-tally.ts'
import type { LineBatch } from './sources/line-splitter.ts'
import { newOutcome, type ReadOutcome } from './sources/read-outcome.ts'
import { TimeGuard } from './time-guard.ts'

/** Lines that wait until the format is known, and where each of them came from. */
interface Held {
  lines: LineBatch
  from: string
}

const unrecognised = new Reject(
  'the format of this record was not recognised: name it, or describe it with a mapping',
)

/**
 * Decodes the records of something that goes on for ever: a topic, a port. The first records with content decide the
 * format, at the latest when there is nothing more for now; records of no format are rejected, and the next ones are asked again.
 */
export class LiveDecoder {
  readonly #source: { path: string; size: number; modified: number }
  readonly #options: FormatOptions
  readonly #outcome: ReadOutcome = newOutcome()
  readonly #tally: SourceTally
  /** One a place that records come from: each has its own order. */
  readonly #guards = new Map<string, TimeGuard>()
  #held: Held[] = []
  #chosen: ChosenFormat | undefined
  #format: OpenFormat | undefined

  /** @param name of what is read, for the report */
  constructor(name: string, options: FormatOptions) {
    this.#source = { path: name, size: 0, modified: Date.now() }
    this.#options = options
    this.#tally = new SourceTally(this.#source, this.#outcome)
  }

  /** The records that are decoded now. @param from the source of their places */
  push(lines: LineBatch, from: string): EventBatch {
    this.#outcome.lines += lines.texts.length
    for (const length of lines.lengths) this.#outcome.bytes += length + 1
    if (this.#format) return this.#decode({ lines, from })
    this.#held.push({ lines, from })
    return this.#content().length < sampleLines ? emptyBatch() : this.#open()
  }

  /** What still waits, when there is nothing more for now. */
  rest(): EventBatch {
    const batch = this.#held.length > 0 ? this.#open() : emptyBatch()
    for (const guard of this.#guards.values()) appendBatch(batch, this.#tally.addEvents(guard.end()))
    return batch
  }

  /** Whether records were given that did not come out yet. */
  get isHolding(): boolean {
    return this.#held.length > 0 || this.#guards.values().some((guard) => guard.isHolding)
  }

  /** So far. */
  report(): SourceReport {
    return this.#tally.report()
  }

  #open(): EventBatch {
    const content = this.#content()
    const held = this.#held
    this.#held = []
    if (content.length > 0) {
      this.#chosen ??= chooseFormat(content, [], this.#source, this.#options, this.#tally)
      this.#format =
        this.#chosen && openFormat(this.#chosen, content, this.#source, this.#options, this.#tally)
    }
    const batch = emptyBatch()
    for (const one of held) appendBatch(batch, this.#decode(one))
    return batch
  }

  #content(): string[] {
    return this.#held.flatMap(({ lines }) => contentOf(lines))
  }

  #decode({ lines, from }: Held): EventBatch {
    const read = this.#format?.read ?? (() => unrecognised)
    const batch = decodeBatch(lines, read, from, this.#tally)
    batch.bytesRead = lines.lengths.reduce((sum, length) => sum + length, 0)
    let guard = this.#guards.get(from)
    if (!guard) this.#guards.set(from, (guard = new TimeGuard(Date.now())))
    return this.#tally.addEvents(guard.push(batch))
  }
}
