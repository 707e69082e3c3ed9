import { emptyReport } from '../ingest/empty-report.ts'
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
  return { ...emptyReport(job.id, 'failed', Date.now()), error }
}
