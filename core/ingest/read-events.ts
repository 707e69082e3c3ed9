import { cutsLines, splitRecords } from './containers/split-records.ts'
import { contentOf, decodeBatch } from './event-batch.ts'
import { chooseFormat, openFormat, sampleLines } from './open-format.ts'
import { settleYear } from './settle-year.ts'
import { SourceTally } from './source-tally.ts'
import { readTail } from './sources/read-ends.ts'
import { readLines } from './sources/read-lines.ts'
import { newOutcome } from './sources/read-outcome.ts'
import { TimeGuard } from './time-guard.ts'
import { findUptimes, readUptimes, withMoment } from './uptimes.ts'
import type { EventBatch } from './event-batch.ts'
import type { ChosenFormat, FormatOptions, OpenFormat } from './open-format.ts'
import type { Uptimes } from './uptimes.ts'
import type { ReadOutcome } from './sources/read-outcome.ts'
import type { DecodeLine } from './decoder.ts'
import type { LineBatch } from './sources/line-splitter.ts'
import type { LineOptions } from './sources/read-lines.ts'
import type { Source } from './sources/list-sources.ts'
import type { SourceReport } from './import-report.ts'

export type { EventBatch }
export interface EventOptions extends LineOptions, FormatOptions {}

/** Where lines are long or blank, so much is held at most until the format is known. */
const mostHeldBatches = 8

/**
 * The events of one source. Iterating it again reads the source anew. Never throws because of its content: see
 * `report().error`. Throws the reason of an aborted signal.
 */
export class EventReader implements AsyncIterable<EventBatch> {
  readonly source: Source
  readonly #options: EventOptions
  /** What is being read; of what is done with no more than its report is kept: there may be very many. */
  #tally: SourceTally | undefined
  #report: SourceReport | undefined
  /** Found once: where there are very many sources, each is read twice. */
  #chosen: ChosenFormat | undefined
  #uptimes: Uptimes | undefined

  constructor(source: Source, options: EventOptions) {
    this.source = source
    this.#options = options
  }

  /** What has been read so far. */
  report(): SourceReport {
    return this.#tally?.report() ?? this.#report ?? new SourceTally(this.source, newOutcome()).report()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventBatch> {
    const { batches, outcome } = readLines(this.source.path, { ...this.#options, cutsLines })
    const tally = new SourceTally(this.source, outcome)
    this.#tally = tally
    try {
      yield* this.#decode(splitRecords(batches), outcome, tally)
    } finally {
      // Another reading may have begun.
      if (this.#tally === tally) this.#tally = undefined
      this.#report = tally.report()
    }
  }

  async *#decode(
    batches: AsyncIterable<LineBatch>,
    outcome: ReadOutcome,
    tally: SourceTally,
  ): AsyncGenerator<EventBatch> {
    let consumed = 0
    const guard = new TimeGuard(this.source.modified)
    const decode = (batch: LineBatch, read: DecodeLine) => {
      const events = decodeBatch(batch, read, this.source.path, tally)
      events.bytesRead = outcome.consumed - consumed
      consumed = outcome.consumed
      return tally.addEvents(guard.push(events))
    }
    const tail = this.#chosen === undefined ? await readTail(this.source.path) : []
    const open = (held: readonly LineBatch[]) => this.#open(held.flatMap(contentOf), tail, tally)
    const held: LineBatch[] = []
    let format: OpenFormat | undefined
    for await (const batch of batches) {
      if (batch.texts.length === 0) {
        // No more for now: what waits for more goes on.
        if (held.length > 0) format = await open(held)
        if (held.length > 0 && format === undefined) return
        for (const early of held.splice(0)) if (format) yield decode(early, format.read)
        yield tally.addEvents(guard.end())
        continue
      }
      if (format !== undefined) {
        yield decode(batch, format.read)
        continue
      }
      if (held.length === 0 && contentOf(batch).length === 0) {
        // Blank and overlong lines are what they are in any format.
        yield decode(batch, () => undefined)
        continue
      }
      held.push(batch)
      if (held.length < mostHeldBatches && held.flatMap(contentOf).length < sampleLines) continue
      format = await open(held)
      if (format === undefined) return
      for (const early of held.splice(0)) yield decode(early, format.read)
    }
    if (held.length > 0) {
      format = await open(held)
      if (format === undefined) return
      for (const early of held) yield decode(early, format.read)
    }
    const rest = tally.addEvents(guard.end())
    if (rest.records.length > 0) yield rest
    if (format !== undefined) format.finish()
    else if (outcome.lines > 0)
      tally.fail(
        `${this.source.path} has only ${outcome.overlong > 0 ? 'lines that are longer than a record can be' : 'blank lines'}: nothing to read`,
      )
  }

  /** The format, and how lines with the time since the start of a device are placed, are found at the first reading. */
  async #open(
    lines: readonly string[],
    tail: readonly string[],
    tally: SourceTally,
  ): Promise<OpenFormat | undefined> {
    if (this.#chosen === undefined) this.#uptimes = findUptimes(lines, tail, this.source.modified)
    const uptimes = this.#uptimes
    const content = uptimes ? lines.map((line) => withMoment(line, uptimes.started)) : lines
    if (this.#chosen === undefined) {
      const chosen = chooseFormat(content, tail, this.source, this.#options, tally)
      this.#chosen = chosen && (await settleYear(chosen, content, this.source, this.#options))
    }
    if (this.#chosen === undefined) return undefined
    const format = openFormat(this.#chosen, content, this.source, this.#options, tally)
    if (uptimes === undefined) return format
    tally.addNote(uptimes.note)
    return { ...format, read: readUptimes(uptimes, format.read) }
  }
}
