import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import type { ImportJob } from './messages.ts'

export function idleProgress(job: ImportJob): ImportProgress {
  return {
    id: job.id,
    state: 'running',
    step: 'starting',
    paths: job.paths,
    bytesRead: 0,
    bytesTotal: 0,
    lines: 0,
    rejected: 0,
    acts: 0,
    alerts: 0,
    incidents: 0,
    linesPerSecond: 0,
    elapsedSeconds: 0,
    secondsLeft: undefined,
    error: undefined,
  }
}

/** The report of an import that never got as far as writing one. */
export function failedReport(job: ImportJob, error: string): ImportReport {
  const now = Date.now()
  return {
    id: job.id,
    state: 'failed',
    started: now,
    finished: now,
    sources: [],
    totals: { bytes: 0, lines: 0, records: 0, rejected: 0, ignored: 0, acts: {}, alerts: 0, incidents: 0 },
    timeRange: undefined,
    quarantine: undefined,
    replaced: [],
    learning: { from: 'shipped', acts: 0, days: 0, explanation: 'Nothing was analysed.', withheld: 0 },
    coverage: [],
    modelAlerts: { askedPerDay: 0, raised: 0, days: 0 },
    models: { generation: '', sha256: '' },
    geo: { city: undefined, asn: undefined },
    speed: { seconds: 0, linesPerSecond: 0, peakMemoryBytes: 0, stages: {} },
    error,
  }
}
