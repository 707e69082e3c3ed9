import { decodeBatch, isBlank } from './event-batch.ts'
import { openFormat, sampleLines } from './open-format.ts'
import { SourceTally } from './source-tally.ts'
import { readTail } from './sources/read-ends.ts'
import { readLines } from './sources/read-lines.ts'
import { newOutcome } from './sources/read-outcome.ts'
import type { EventBatch } from './event-batch.ts'
import type { FormatOptions, OpenFormat } from './open-format.ts'
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
  #tally: SourceTally

  constructor(source: Source, options: EventOptions) {
    this.source = source
    this.#options = options
    this.#tally = new SourceTally(source, newOutcome())
  }

  /** What has been read so far. */
  report(): SourceReport {
    return this.#tally.report()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<EventBatch> {
    const { batches, outcome } = readLines(this.source.path, this.#options)
    const tally = new SourceTally(this.source, outcome)
    this.#tally = tally
    let consumed = 0
    const decode = (batch: LineBatch, { read }: OpenFormat) => {
      const events = decodeBatch(batch, read, this.source.path, tally)
      events.bytesRead = outcome.consumed - consumed
      consumed = outcome.consumed
      return events
    }
    const tail = await readTail(this.source.path)
    const open = (held: readonly LineBatch[]) =>
      openFormat(contentOf(held), tail, this.source, this.#options, tally)

    const held: LineBatch[] = []
    let format: OpenFormat | undefined
    for await (const batch of batches) {
      if (format !== undefined) {
        yield decode(batch, format)
        continue
      }
      held.push(batch)
      if (held.length < mostHeldBatches && contentOf(held).length < sampleLines) continue
      format = open(held)
      if (format === undefined) return
      for (const early of held.splice(0)) yield decode(early, format)
    }
    if (held.length > 0) {
      format = open(held)
      if (format === undefined) return
      for (const early of held) yield decode(early, format)
    }
    format?.finish()
  }
}

function contentOf(batches: readonly LineBatch[]): string[] {
  return batches.flatMap(({ texts, overlong }) =>
    texts.filter((text, i) => !isBlank(text) && !overlong.includes(i)),
  )
}
