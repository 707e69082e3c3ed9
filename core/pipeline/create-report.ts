import type { ImportReport, SourceReport } from '../ingest/import-report.ts'
import { summariseSources } from '../ingest/summarise-sources.ts'
import type { Settings } from '../settings/settings.ts'
import type { InputFiles } from './input-files.ts'
import { analysedParts } from './analysed-parts.ts'
import type { Intake } from './intake.ts'
import type { Stream } from './stream.ts'
import type { ChosenGeneration } from './choose-generation.ts'
import type { ImportJob } from './messages.ts'
import type { StageClock } from './stage-clock.ts'

interface ReportInput {
  job: ImportJob
  files: InputFiles
  intake: Intake
  stream: Stream
  clock: StageClock
  started: number
  finished: number
  state: ImportReport['state']
  error: string | undefined
  chosen: ChosenGeneration
  notices: string[]
  settings: Settings
  geo: ImportReport['geo']
  alerts: number
  suppressed: number
  incidents: number
  quarantine: ImportReport['quarantine']
}

/** The honest end report of an import. */
export function createReport(input: ReportInput): ImportReport {
  const sources = input.files.reports()
  const sum = (value: (source: SourceReport) => number) =>
    sources.reduce((total, source) => total + value(source), 0)
  const first = sources.reduce((least, source) => Math.min(least, source.first ?? Infinity), Infinity)
  const last = sources.reduce((most, source) => Math.max(most, source.last ?? -Infinity), -Infinity)
  const lines = sum((source) => source.lines)
  const seconds = (input.finished - input.started) / 1000
  const { totals, notices, ...parts } = analysedParts(input)
  const { sources: singly, otherSources } = summariseSources(sources)
  return {
    id: input.job.id,
    state: input.state,
    started: input.started,
    finished: input.finished,
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
    notices: [...notices, ...input.notices],
    geo: input.geo,
    speed: {
      seconds,
      linesPerSecond: lines / Math.max(0.001, seconds),
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      stages: input.clock.seconds(),
    },
    error: input.error,
  }
}
