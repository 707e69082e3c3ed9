import { Reject, type Event } from '../event/event.ts'
import { ClockCheck } from './clock-check.ts'
import { DuplicateLines } from './duplicate-lines.ts'
import { RecordKinds } from './record-kinds.ts'
import { RepeatedLines, type Repeated } from './repeated-lines.ts'
import { sharing } from './sharing.ts'
import { Silences } from './silences.ts'
import { newOutcome } from './sources/read-outcome.ts'
import { ImplausibleTimes } from './implausible-times.ts'
import { isImplausible } from './time-guard.ts'
import type { Decoder } from './decoder.ts'
import type { EventBatch } from './event-batch.ts'
import type { RejectTally, SourceReport } from './import-report.ts'
import type { Source } from './sources/list-sources.ts'
import type { ReadOutcome } from './sources/read-outcome.ts'

/** Very many small files are alike in these. */
const shared = {
  rejected: sharing<RejectTally[]>(),
  formats: sharing<SourceReport['formats']>(),
  kinds: sharing<SourceReport['kinds']>(),
  notes: sharing<string[]>(),
  gaps: sharing<SourceReport['gaps']>(),
  clock: sharing<SourceReport['clock']>(),
  duplicates: sharing<SourceReport['duplicates']>(),
}

const keptExamples = 5
const exampleCharacters = 200
/** Reasons are sentences of decoders and few; should one carry data after all, the rest is counted together. */
const mostReasons = 50

/** Repeats that lines may tell of, at first and for each line so far (ours: a burst of ten thousand is counted whole). */
const firstRepeats = 10_000
const repeatsALine = 10

interface FormatChoice {
  name: string
  title: string
  confidence: number
  chosenBy: SourceReport['formatChosenBy']
}

/** Counts what became of the lines of one source. */
export class SourceTally {
  readonly #source: Source
  readonly #outcome: ReadOutcome
  readonly #rejected = new Map<string, RejectTally>()
  readonly #others = new Map<Decoder, number>()
  readonly #kinds = new RecordKinds()
  readonly #silences = new Silences()
  readonly #clock: ClockCheck
  readonly #duplicates = new DuplicateLines()
  #records = 0
  /** Records without a time: read and exported, but without a place in the analysis. */
  #timeless = 0
  /** Times that are far from all others. */
  readonly #implausible = new ImplausibleTimes()
  #ignored = 0
  /** Lines so far. */
  #seen = 0
  readonly #repeated = new RepeatedLines()
  #repeats = 0
  #repeatsLeft = 0
  #first: number | undefined
  #last: number | undefined
  #format: FormatChoice = { name: '', title: '', confidence: 0, chosenBy: 'content' }
  #notes: string[] = []
  #isMappable = false
  #error: string | undefined

  constructor(source: Source, outcome: ReadOutcome) {
    this.#source = source
    this.#outcome = outcome
    this.#clock = new ClockCheck(source.modified)
  }

  /**
   * A line that is not blank, before what it holds is known.
   * @returns how many of the lines shortly before it are the same
   */
  addLine(text: string, line: number): number {
    return this.#duplicates.add(text, line)
  }

  /**
   * What a line says of one before it, if it does. How many repeats are read is told by the lines so far, however they are cut
   * into batches: a forged number must fill no memory.
   */
  repeatOf(text: string): Repeated | undefined {
    this.#seen += 1
    const repeated = this.#repeated.push(text)
    if (repeated === undefined) return undefined
    const room = firstRepeats + repeatsALine * this.#seen - this.#repeats
    const times = Math.max(1, Math.min(repeated.times, room))
    this.#repeats += times
    this.#repeatsLeft += repeated.times - times
    return { ...repeated, times }
  }

  /** @returns the batch */
  addEvents(batch: EventBatch): EventBatch {
    for (const record of batch.records) if (!(record instanceof Reject)) this.addEvent(record)
    return batch
  }

  addEvent(event: Event): void {
    this.#records += 1
    this.#kinds.add(event)
    const time = event['@timestamp']
    if (Number.isNaN(time)) {
      this.#timeless += 1
      return
    }
    if (isImplausible(event)) {
      this.#implausible.add(time)
      return
    }
    if (this.#first === undefined || time < this.#first) this.#first = time
    if (this.#last === undefined || time > this.#last) this.#last = time
    this.#silences.add(time)
    this.#clock.add(time)
  }

  addReject(reject: Reject, line: number, offset: number, text: string): void {
    let tally = this.#rejected.get(reject.reason)
    if (tally === undefined) {
      const reason = this.#rejected.size < mostReasons ? reject.reason : 'other reasons'
      tally = this.#rejected.get(reason) ?? { reason, count: 0, examples: [] }
      this.#rejected.set(reason, tally)
    }
    tally.count += 1
    if (tally.examples.length < keptExamples)
      tally.examples.push({ line, offset, text: text.slice(0, exampleCharacters) })
  }

  addIgnored(): void {
    this.#ignored += 1
  }

  /** A record that another format than the main one has read. */
  addOtherFormat(decoder: Decoder): void {
    this.#others.set(decoder, (this.#others.get(decoder) ?? 0) + 1)
  }

  setMappable(): void {
    this.#isMappable = true
  }

  setFormat(format: FormatChoice): void {
    this.#format = format
  }

  addNote(note: string): void {
    this.#notes.push(note)
  }

  fail(message: string): void {
    this.#error ??= message
  }

  get isMostlyRejected(): boolean {
    return [...this.#rejected.values()].reduce((sum, { count }) => sum + count, 0) > this.#records
  }

  get last(): number | undefined {
    return this.#last
  }

  report(): SourceReport {
    const { compression, encoding, bytes, lines, error } = this.#outcome
    return {
      path: this.#source.path,
      compression,
      encoding,
      bytes,
      lines,
      records: this.#records,
      ignored: this.#ignored,
      rejected: shared.rejected([...this.#rejected.values()].sort((a, b) => b.count - a.count)),
      format: this.#format.name,
      formatTitle: this.#format.title,
      formatConfidence: this.#format.confidence,
      formatChosenBy: this.#format.chosenBy,
      formats: shared.formats(this.#formats()),
      kinds: shared.kinds(this.#kinds.list()),
      isMappable: this.#isMappable,
      notes: shared.notes([
        ...this.#notes,
        ...this.#timeNotes(),
        ...this.#repeatNotes(),
        ...this.#implausible.notes(),
        ...this.#clock.notes(),
        ...this.#otherNotes(),
        ...encodingNotes(this.#outcome),
      ]),
      first: this.#first,
      last: this.#last,
      gaps: shared.gaps(this.#silences.report()),
      clock: shared.clock(this.#clock.report()),
      duplicates: shared.duplicates(this.#duplicates.report()),
      error: this.#error ?? error,
      skipped: false,
    }
  }

  #repeatNotes(): string[] {
    if (this.#repeatsLeft === 0) return []
    return [`${this.#repeatsLeft} repeats that lines tell of were not counted: they tell of too many`]
  }

  #timeNotes(): string[] {
    if (this.#timeless === 0) return []
    const tell = this.#timeless === 1 ? 'record tells' : 'records tell'
    return [`${this.#timeless} ${tell} no time: read, but not analysed`]
  }

  #otherNotes(): string[] {
    return [...this.#others].map(
      ([{ title }, count]) => `${count} ${count === 1 ? 'line was' : 'lines were'} read as ${title}`,
    )
  }

  #formats(): SourceReport['formats'] {
    const others = [...this.#others].map(([{ name, title }, records]) => ({ name, title, records }))
    const main = this.#records - others.reduce((sum, { records }) => sum + records, 0)
    const { name, title } = this.#format
    return [...(main > 0 ? [{ name, title, records: main }] : []), ...others].sort(
      (a, b) => b.records - a.records,
    )
  }
}

/** The report of something that could not be read. */
export function unreadReport(path: string, error: string): SourceReport {
  const tally = new SourceTally({ path, size: 0, modified: 0 }, newOutcome())
  tally.fail(error)
  return tally.report()
}

function encodingNotes({ encoding, invalidUtf8, firstWindows1252 }: ReadOutcome): string[] {
  const lines = `${invalidUtf8} ${invalidUtf8 === 1 ? 'line has' : 'lines have'} bytes that are not UTF-8`
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return [`the file is ${encoding.toUpperCase()} text`]
  if (firstWindows1252 !== undefined)
    return [`${lines}, the first is line ${firstWindows1252}; they were read as Windows-1252 (Latin-1)`]
  return invalidUtf8 > 0 ? [`${lines}; they read as \u{FFFD}`] : []
}
