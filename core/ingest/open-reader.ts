import { CaptureReader } from './capture/capture-reader.ts'
import { EvtxReader } from './event-log/evtx-reader.ts'
import { EventReader } from './read-events.ts'
import type { EventBatch } from './event-batch.ts'
import type { SourceReport } from './import-report.ts'
import type { EventOptions } from './read-events.ts'
import type { Source } from './sources/list-sources.ts'

/** The events of one source. Iterating it again reads the source anew. */
export interface SourceReader extends AsyncIterable<EventBatch> {
  readonly source: Source
  /** What has been read so far. */
  report(): SourceReport
}

/** The reader for what a source holds: lines of a log, the packets of a capture, or the records of a Windows event log. */
export function openReader(source: Source, options: EventOptions): SourceReader {
  if (source.isEventLog === true) return new EvtxReader(source, options)
  return source.isCapture === true ? new CaptureReader(source, options) : new EventReader(source, options)
}
