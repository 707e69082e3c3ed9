import type { ImportReport } from './import-report.ts'

/** A report that tells of nothing read yet. Times are epoch ms. */
export function emptyReport(id: string, state: ImportReport['state'], started: number): ImportReport {
  return {
    id,
    state,
    started,
    finished: started,
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
    error: undefined,
  }
}
