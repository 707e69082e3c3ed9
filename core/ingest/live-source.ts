import type { EventBatch } from './event-batch.ts'
import type { SourceReport } from './import-report.ts'
import type { FormatOptions } from './open-format.ts'
import type { Pace } from './sources/pace.ts'

/** Records that come as long as the signal does not abort. */
export interface LiveSource extends AsyncIterable<EventBatch> {
  /** So far, one for each part that is told of by itself. */
  reports(): SourceReport[]
}

export interface LiveConditions {
  formats: FormatOptions
  /** Where each source was left, see `EventBatch.positions`. */
  positions: ReadonlyMap<string, number>
  signal: AbortSignal
  pace: Pace
}

/** Opens a source where it was left. */
export type OpenLive = (conditions: LiveConditions) => LiveSource
