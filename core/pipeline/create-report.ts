import type { ImportReport, SourceReport } from '../ingest/import-report.ts'
import { summariseSources } from '../ingest/summarise-sources.ts'
import type { Settings } from '../settings/settings.ts'
import type { ImportCounts } from '../store/count-import.ts'
import type { InputFiles } from './input-files.ts'
import { analysedParts } from './analysed-parts.ts'
import type { Engine } from './engine.ts'
import type { ImportJob } from './messages.ts'
import type { ReadingReport } from './reading/taken.ts'
import type { StageClock } from './stage-clock.ts'
import type { Stream } from './stream.ts'

interface ReportInput extends ReadingReport, ImportCounts {
  stream: Stream
  job: ImportJob
  files: InputFiles
  engine: Engine
  clock: StageClock
  /** Epoch ms. */
  started: number
  settings: Settings
  state: ImportReport['state']
  error: string | undefined
}

/** The honest report of an import that ends now. */
export function createReport(input: ReportInput): ImportReport {
  const finished = Date.now()
  const sources = input.files.reports(input.sources)
  const sum = (value: (source: SourceReport) => number) =>
    sources.reduce((total, source) => total + value(source), 0)
  const first = sources.reduce((least, source) => Math.min(least, source.first ?? Infinity), Infinity)
  const last = sources.reduce((most, source) => Math.max(most, source.last ?? -Infinity), -Infinity)
  const lines = sum((source) => source.lines)
  const seconds = (finished - input.started) / 1000
  const { totals, ...parts } = analysedParts(input)
  const { sources: singly, otherSources } = summariseSources(sources)
  return {
    id: input.job.id,
    state: input.state,
    started: input.started,
    finished,
    sources: singly,
    ...(otherSources.length > 0 ? { otherSources } : {}),
    totals: {
      bytes: sum((source) => source.bytes),
      lines,
      records: sum((source) => source.records),
      rejected: sum((source) => source.rejected.reduce((total, tally) => total + tally.count, 0)),
      ignored: sum((source) => source.ignored),
      ...totals,
    },
    timeRange: first <= last ? { first, last } : undefined,
    quarantine: input.quarantine,
    replaced: [],
    ...parts,
    settings: input.settings,
    geo: { city: input.engine.geo.date, asn: input.engine.asn.date },
    speed: {
      seconds,
      linesPerSecond: lines / Math.max(0.001, seconds),
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      stages: input.clock.seconds(),
    },
    error: input.error,
  }
}
