import type { EventBatch } from '../../ingest/event-batch.ts'
import type { SourceReport } from '../../ingest/import-report.ts'
import type { OpenLive } from '../../ingest/live-source.ts'
import type { Pace } from '../../ingest/sources/pace.ts'
import type { Source } from '../../ingest/sources/list-sources.ts'
import type { Positions } from '../../store/positions.ts'
import { liveInput } from './live-input.ts'
import { formatOptions, openReaders, type JobReading } from './read-files.ts'

interface LiveOptions {
  live: readonly OpenLive[]
  positions: Positions
  signal: AbortSignal
  pace: Pace
}

/** Files as they grow and other live sources, with ticks. @throws Error when a mapping cannot be used */
export function openLive(
  files: readonly Source[],
  job: JobReading,
  { live, positions, signal, pace }: LiveOptions,
): { batches: AsyncIterable<EventBatch>; reports: () => SourceReport[] } {
  const readers = openReaders(files, job, { signal, follow: pace })
  const formats = formatOptions(job)
  const sources = live.map((open) => open({ formats, positions, signal, pace }))
  return {
    batches: liveInput([...readers, ...sources], pace),
    reports: () => [
      ...readers.map((reader) => reader.report()),
      ...sources.flatMap((source) => source.reports()),
    ],
  }
}
