/** What became of one file; a part of `import.json` and of the import page. Times are epoch ms, ISO 8601 when exported. */
export interface SourceReport {
  path: string
  compression: 'none' | 'gzip'
  /** Decompressed bytes read. */
  bytes: number
  lines: number
  /** Lines that became an event. */
  records: number
  /** Blank lines, headers and comments. */
  ignored: number
  /** Lines that could not be read, by reason; the first few of each are kept. */
  rejected: RejectTally[]
  format: string
  formatTitle: string
  /** 0..1; share of sampled lines that the format recognises. 1 when the analyst chose it. */
  formatConfidence: number
  formatChosenBy: 'content' | 'analyst'
  /** e.g. "year 2026 assumed: the lines carry none and the file was last written in 2026". */
  notes: string[]
  first: number | undefined
  last: number | undefined
  /** A failure that ended the reading of this file early; what was read before it is kept. */
  error: string | undefined
  /** It lay in a folder that was opened, and is no log: left out, which is no failure. */
  skipped: boolean
}

export interface RejectTally {
  reason: string
  count: number
  examples: { line: number; offset: number; text: string }[]
}

/** `import.json`. */
export interface ImportReport {
  id: string
  state: 'done' | 'cancelled' | 'failed'
  started: number
  finished: number
  sources: SourceReport[]
  totals: {
    bytes: number
    lines: number
    records: number
    rejected: number
    ignored: number
    acts: Record<string, number>
    alerts: number
    incidents: number
  }
  timeRange: { first: number; last: number } | undefined
  /** What normal was learned from. */
  learning: { from: 'log' | 'shipped'; acts: number; days: number; explanation: string }
  models: { generation: string; sha256: string }
  geo: { city: string | undefined; asn: string | undefined }
  speed: { seconds: number; linesPerSecond: number; peakMemoryBytes: number; stages: Record<string, number> }
  error: string | undefined
}

/** Sent while an import runs, at most ten times a second. */
export interface ImportProgress {
  id: string
  state: 'running' | 'done' | 'cancelled' | 'failed'
  /** What is being done now, for a person: "reading vpn.log", "learning what is normal". */
  step: string
  paths: string[]
  bytesRead: number
  bytesTotal: number
  lines: number
  rejected: number
  acts: number
  alerts: number
  incidents: number
  linesPerSecond: number
  elapsedSeconds: number
  secondsLeft: number | undefined
  error: string | undefined
}
