import type { Event, Reject } from '../event/event.ts'
import type { RejectTally, SourceReport } from './import-report.ts'
import type { ReadOutcome } from './sources/read-outcome.ts'

const keptExamples = 5
const exampleCharacters = 200
/** Reasons are sentences of decoders and few; should one carry data after all, the rest is counted together. */
const mostReasons = 50

export interface FormatChoice {
  name: string
  title: string
  confidence: number
  chosenBy: SourceReport['formatChosenBy']
}

/** Counts what became of the lines of one source. */
export class SourceTally {
  readonly #path: string
  readonly #outcome: ReadOutcome
  readonly #rejected = new Map<string, RejectTally>()
  #records = 0
  #ignored = 0
  #first: number | undefined
  #last: number | undefined
  #format: FormatChoice = { name: '', title: '', confidence: 0, chosenBy: 'content' }
  #notes: string[] = []
  #error: string | undefined

  constructor(path: string, outcome: ReadOutcome) {
    this.#path = path
    this.#outcome = outcome
  }

  addEvent(event: Event): void {
    this.#records += 1
    const time = event['@timestamp']
    if (this.#first === undefined || time < this.#first) this.#first = time
    if (this.#last === undefined || time > this.#last) this.#last = time
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

  setFormat(format: FormatChoice): void {
    this.#format = format
  }

  addNote(note: string): void {
    this.#notes.push(note)
  }

  fail(message: string): void {
    this.#error ??= message
  }

  get last(): number | undefined {
    return this.#last
  }

  report(): SourceReport {
    const { compression, bytes, lines, invalidUtf8, error } = this.#outcome
    const notes = [...this.#notes]
    if (invalidUtf8 > 0)
      notes.push(
        `${invalidUtf8} ${invalidUtf8 === 1 ? 'line has' : 'lines have'} bytes that are not UTF-8; they read as \u{FFFD}`,
      )
    return {
      path: this.#path,
      compression,
      bytes,
      lines,
      records: this.#records,
      ignored: this.#ignored,
      rejected: [...this.#rejected.values()].sort((a, b) => b.count - a.count),
      format: this.#format.name,
      formatTitle: this.#format.title,
      formatConfidence: this.#format.confidence,
      formatChosenBy: this.#format.chosenBy,
      notes,
      first: this.#first,
      last: this.#last,
      error: this.#error ?? error,
      skipped: false,
    }
  }
}
