import { Reject } from '../../event/event.ts'
import { windows } from '../decoders/windows.ts'
import type { DecodeLine } from '../decoder.ts'
import { emptyBatch, readSafely } from '../event-batch.ts'
import type { EventBatch } from '../event-batch.ts'
import type { SourceReport } from '../import-report.ts'
import { RunReader, type ByteRun } from '../run-reader.ts'
import { SourceTally } from '../source-tally.ts'
import type { ByteOptions } from '../sources/read-bytes.ts'
import type { Source } from '../sources/list-sources.ts'
import { newOutcome } from '../sources/read-outcome.ts'
import { EvtxParser } from './evtx-parser.ts'

const damaged = new Reject('the record is damaged')

/** The events of one Windows event log (`.evtx`). */
export class EvtxReader extends RunReader {
  constructor(source: Source, options: ByteOptions = {}) {
    super(source, options, () => new EvtxRun(source))
  }
}

/** One reading of a log. */
class EvtxRun implements ByteRun {
  readonly outcome = newOutcome()
  readonly #source: Source
  readonly #tally: SourceTally
  readonly #read: DecodeLine = windows.open({ zoneOffset: 0, year: 1970 })
  readonly #parser = new EvtxParser((xml, number, offset, length) => this.#add(xml, number, offset, length))
  #batch = emptyBatch()
  #consumed = 0

  constructor(source: Source) {
    this.#source = source
    this.#tally = new SourceTally(source, this.outcome)
    this.#tally.setFormat({
      name: 'evtx',
      title: 'Windows event log (evtx)',
      confidence: 1,
      chosenBy: 'content',
    })
  }

  push(chunk: Buffer): void {
    this.#parser.push(chunk)
  }

  end(): void {
    const { damaged: chunks, isCut } = this.#parser
    if (isCut) this.#tally.addNote('the file ends inside of a chunk: it was cut, or is still being written')
    if (chunks > 0)
      this.#tally.addNote(`damaged chunks, read as far as their records hold together: ${chunks}`)
  }

  /** The events since the last time. */
  take(): EventBatch {
    const batch = this.#batch
    batch.bytesRead = this.outcome.consumed - this.#consumed
    this.#consumed = this.outcome.consumed
    this.#batch = emptyBatch()
    return batch
  }

  report(): SourceReport {
    return this.#tally.report()
  }

  #add(xml: string | undefined, number: number, offset: number, length: number): void {
    this.outcome.lines = number
    const text = xml ?? ''
    const record = xml === undefined ? damaged : (readSafely(this.#read, oneLine(xml)) ?? damaged)
    if (record instanceof Reject) this.#tally.addReject(record, number, offset, text)
    else this.#tally.addEvent(record)
    this.#batch.records.push(record)
    this.#batch.places.push({ source: this.#source.path, offset, length, line: number })
    this.#batch.originals.push(text)
  }
}

/** A line break in a value would end the line that the decoder reads. */
function oneLine(xml: string): string {
  return xml.includes('\n') ? xml.replaceAll('\n', '&#xA;') : xml
}
