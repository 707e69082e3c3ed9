import type { ClockReport } from './clock-check.ts'
import type { DuplicateReport } from './duplicate-lines.ts'
import type { KindTally } from './record-kinds.ts'
import type { GapReport } from './silences.ts'
import type { Compression } from './sources/compression.ts'
import type { Settings } from '../settings/settings.ts'
import type { TextEncoding } from './sources/text-encoding.ts'

/** What became of one file; a part of `import.json` and of the import page. Times are epoch ms, ISO 8601 when exported. */
export interface SourceReport {
  path: string
  compression: Compression
  encoding: TextEncoding
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
  /** Records by the format that read them, most first: more than one where formats are mixed in the file. */
  formats: { name: string; title: string; records: number }[]
  /** Records by event category and action, most first. */
  kinds: KindTally[]
  /** The lines are a table or JSON whose fields are not known: it can be described by a mapping. */
  isMappable: boolean
  /** e.g. "year 2026 assumed: the lines carry none and the file was last written in 2026". */
  notes: string[]
  first: number | undefined
  last: number | undefined
  gaps: GapReport
  clock: ClockReport
  duplicates: DuplicateReport
  /** Of a packet capture: its packets by link type. */
  linkTypes?: { name: string; packets: number }[]
  /** A failure that ended the reading of this file early; what was read before it is kept. */
  error: string | undefined
  /** It lay in a folder that was opened and is no log, or was read before: left out, which is no failure. */
  skipped: boolean
  /** Where the file is a packet capture; its packets are counted as lines. */
  capture?: CaptureReport
}

export interface CaptureReport {
  kind: 'pcap' | 'pcapng'
  packets: number
  /** Packets of which not all bytes were captured. */
  truncated: number
  /** Packets whose link type or headers can't be read; the reasons are among `rejected`. */
  undecodable: number
  /** IP packets of which fragments are missing. */
  incompleteFragments: number
  flows: number
  /** Flows ended early for want of room. */
  evictedFlows: number
}

/** Where all rejected lines of an import are kept, one JSON object a line. */
export interface QuarantineReport {
  path: string
  records: number
  bytes: number
  /** What the file has no room for: see `error`, or the bound on its size. */
  left: number
  error: string | undefined
}

export interface RejectTally {
  reason: string
  count: number
  examples: { line: number; offset: number; text: string }[]
}

/** Whether one scenario of attack could be seen in what was read. */
export interface ScenarioCoverage {
  number: number
  name: string
  /** Names of the signals that look for it. */
  signals: string[]
  state: 'seen' | 'partly' | 'blind'
  /** Why not, or not wholly; empty where it can be seen. */
  reasons: string[]
  /** What to log or load to see it. */
  advice: string[]
}

/** What became of files that are not told of one by one. */
export interface SourceGroup {
  state: 'read' | 'left out' | 'failed'
  /** '' where none was recognised. */
  format: string
  formatTitle: string
  files: number
  bytes: number
  lines: number
  records: number
  ignored: number
  rejected: number
  first: number | undefined
  last: number | undefined
  /** The first few paths. */
  examples: string[]
}

/** `import.json`. */
export interface ImportReport {
  id: string
  /** `interrupted`: its process died before it could write a report. */
  state: 'done' | 'cancelled' | 'failed' | 'interrupted'
  started: number
  finished: number
  /** All files; of more than 100 the first 20 and up to 200 with a problem. */
  sources: SourceReport[]
  /** The other files; absent where there are none. */
  otherSources?: SourceGroup[]
  totals: {
    bytes: number
    lines: number
    records: number
    rejected: number
    ignored: number
    acts: Record<string, number>
    /** Without those that rules hide. */
    alerts: number
    /** Acts that are counted with an alert raised before, which says the same of them; absent where there are none. */
    repeats?: number
    /** Records that had been read before, in another file or under another name; absent where there are none. */
    known?: number
    /** Records older than what was learned before: kept, and not analysed until a rebuild; absent where there are none. */
    late?: number
    /** Records whose time cannot be: kept, marked, and not analysed; absent where there are none. */
    implausible?: number
    /** Alerts that rules hid when it ended; absent in reports of earlier versions. */
    suppressed?: number
    incidents: number
  }
  timeRange: { first: number; last: number } | undefined
  /** undefined where no line was rejected. */
  quarantine: QuarantineReport | undefined
  /** Imports of the same content that this one took the place of. */
  replaced: { id: string; started: number }[]
  /** Imports that it would have taken the place of, had it come to its end: they stay, and nothing it found is kept. */
  stays?: { id: string; started: number }[]
  /** What normal was learned from: the log itself, the shipped generation, or one of the analyst's own that is active. */
  learning: {
    from: 'log' | 'shipped' | 'own'
    acts: number
    days: number
    explanation: string
    /** Acts that the baselines did not learn from, because they were flagged and nobody has cleared them. */
    withheld: number
  }
  coverage: ScenarioCoverage[]
  /** What the models raised where no signal spoke, beside what was asked for; `days` is event time from the first act to the last. */
  modelAlerts: { askedPerDay: number; raised: number; days: number }
  models: { generation: string; sha256: string }
  /** The settings that it ran with; reports of older versions have none. */
  settings?: Settings
  /** Where it had to do otherwise than was set, each a sentence: the active generation could not be used. */
  notices?: string[]
  geo: { city: string | undefined; asn: string | undefined }
  speed: { seconds: number; linesPerSecond: number; peakMemoryBytes: number; stages: Record<string, number> }
  error: string | undefined
}

/** Sent while an import runs, at most ten times a second. */
export interface ImportProgress {
  id: string
  state: 'running' | ImportReport['state']
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
