import type { ImportReport, SourceReport } from '../ingest/import-report.ts'
import { summariseSources } from '../ingest/summarise-sources.ts'
import { sha256 } from '../models/registry.ts'
import type { Settings } from '../settings/settings.ts'
import type { InputFiles } from './input-files.ts'
import type { Intake, LeftOut } from './intake.ts'
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
  const { analysis, generation } = input.stream
  const { manifest } = generation
  const learned = input.stream.learned ?? {
    acts: 0,
    days: 0,
    suffices: false,
    explanation: input.chosen.explanation,
  }
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
      acts: analysis.acts,
      alerts: input.alerts,
      ...(analysis.repeats > 0 ? { repeats: analysis.repeats } : {}),
      ...leftOutOf(input.intake.leftOut),
      suppressed: input.suppressed,
      incidents: input.incidents,
    },
    timeRange: first <= last ? { first, last } : undefined,
    quarantine: input.quarantine,
    replaced: [],
    learning: {
      from: learned.suffices ? 'log' : input.chosen.from,
      acts: learned.acts,
      days: learned.days,
      explanation: learned.explanation,
      withheld: analysis.withheld,
    },
    modelAlerts: input.stream.detector.modelAlerts,
    coverage: analysis.coverage(),
    models: { generation: manifest.generation, sha256: sha256(Buffer.from(JSON.stringify(manifest))) },
    settings: input.settings,
    notices: [...input.notices, ...leftOutNotices(input.intake.leftOut)],
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

function leftOutOf({ known, late, implausible }: LeftOut): Partial<ImportReport['totals']> {
  return {
    ...(known > 0 ? { known } : {}),
    ...(late > 0 ? { late } : {}),
    ...(implausible > 0 ? { implausible } : {}),
  }
}

function leftOutNotices({ known, late }: LeftOut): string[] {
  const count = (n: number): string => `${n.toLocaleString('en-US')} ${n === 1 ? 'record' : 'records'}`
  return [
    ...(known > 0 ? [`${count(known)} had been read before and did not count again.`] : []),
    ...(late > 0
      ? [
          `${count(late)} are older than what was learned before this import: they are stored and can be searched, but were not ` +
            'analysed. Rebuild the workspace to analyse everything in order of time.',
        ]
      : []),
  ]
}
