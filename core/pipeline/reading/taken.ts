import type { Event, Place } from '../../event/event.ts'
import type { EncodedSegment } from '../../events/segment/segment-writer.ts'
import type { QuarantineReport, SourceReport } from '../../ingest/import-report.ts'
import type { RecordKeys } from '../../store/known-records.ts'
import type { Positions } from '../../store/positions.ts'

/** Records that were taken in: those that are to be analysed, in columns. */
export interface Taken {
  events: Event[]
  places: Place[]
  originals: string[]
  /** See `EventBatch`. */
  tick: number | undefined
  /** So far. */
  counts: ReadCounts
  /** At a mark: what is committed with the results of all records until here. */
  advance: Taking | undefined
  /** All of the input was taken in, and no more is to come. */
  isEnd: boolean
}

/** What was read so far. */
export interface ReadCounts {
  bytesRead: number
  lines: number
  rejected: number
}

/** What was taken in since the mark before. */
export interface Taking {
  /** How far each source has come that has moved. */
  positions: Positions
  /** What to know its records by. */
  records: RecordKeys | undefined
  events: EncodedSegment[]
  /** Those that could not be decoded, where they are wanted. */
  rejected: Rejected[]
}

/** A record that could not be decoded. */
export interface Rejected {
  place: Place
  reason: string
  bytes: Uint8Array
}

/** What became of records that are not analysed. */
export interface LeftOut {
  /** Taken in before, perhaps under another name. */
  known: number
  /** Older than what was learned before. */
  late: number
  /** Of a time that cannot be, see `TimeGuard`. */
  implausible: number
}

/** What there is to say when reading has ended. */
export interface ReadingReport {
  /** One a file that was read. */
  sources: SourceReport[]
  quarantine: QuarantineReport | undefined
  leftOut: LeftOut
}

/** Input that is read and taken in, by this thread or another. */
export interface Reading {
  /**
   * In order; ends with a mark. After the signal aborts that comes soon. Rejects with what ended it otherwise.
   */
  batches(): AsyncIterable<Taken>
  /** Asks for a mark, which comes with one of the next batches. */
  mark(): void
  /** Call it when the batches have ended. */
  report(): Promise<ReadingReport>
}

export const nothingRead: ReadCounts = { bytesRead: 0, lines: 0, rejected: 0 }
