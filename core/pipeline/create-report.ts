import type { ImportReport, SourceReport } from '../ingest/import-report.ts'
import { summariseSources } from '../ingest/summarise-sources.ts'
import type { Generation } from '../models/manifest.ts'
import { sha256 } from '../models/registry.ts'
import type { Settings } from '../settings/settings.ts'
import type { ActReader } from './act-reader.ts'
import type { ChosenGeneration } from './choose-generation.ts'
import type { Held } from './learning.ts'
import type { ImportJob } from './messages.ts'
import type { StageClock } from './stage-clock.ts'

interface ReportInput {
  job: ImportJob
  reader: ActReader
  clock: StageClock
  started: number
  finished: number
  state: ImportReport['state']
  error: string | undefined
  learning: Omit<Held, 'batches'>
  withheld: number
  coverage: ImportReport['coverage']
  chosen: ChosenGeneration
  notices: string[]
  generation: Generation
  settings: Settings
  geo: ImportReport['geo']
  acts: Record<string, number>
  alerts: number
  repeats: number
  suppressed: number
  modelAlerts: ImportReport['modelAlerts']
  incidents: number
  quarantine: ImportReport['quarantine']
  replaced: ImportReport['replaced']
}

/** The honest end report of an import. */
export function createReport(input: ReportInput): ImportReport {
  const sources = input.reader.reports()
  const sum = (value: (source: SourceReport) => number) =>
    sources.reduce((total, source) => total + value(source), 0)
  const first = sources.reduce((least, source) => Math.min(least, source.first ?? Infinity), Infinity)
  const last = sources.reduce((most, source) => Math.max(most, source.last ?? -Infinity), -Infinity)
  const lines = sum((source) => source.lines)
  const seconds = (input.finished - input.started) / 1000
  const { manifest } = input.generation
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
      acts: input.acts,
      alerts: input.alerts,
      ...(input.repeats > 0 ? { repeats: input.repeats } : {}),
      suppressed: input.suppressed,
      incidents: input.incidents,
    },
    timeRange: first <= last ? { first, last } : undefined,
    quarantine: input.quarantine,
    replaced: input.replaced,
    learning: {
      from: input.learning.suffices ? 'log' : input.chosen.from,
      acts: input.learning.acts,
      days: input.learning.days,
      explanation: input.learning.explanation,
      withheld: input.withheld,
    },
    modelAlerts: input.modelAlerts,
    coverage: input.coverage,
    models: { generation: manifest.generation, sha256: sha256(Buffer.from(JSON.stringify(manifest))) },
    settings: input.settings,
    notices: input.notices,
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
