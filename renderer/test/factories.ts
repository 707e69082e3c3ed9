import type {
  Alert,
  EntityRisk,
  ImportReport,
  Incident,
  IncidentPage,
  IncidentSummary,
  Overview,
  Page,
} from '../../core/contract/index.ts'

const noon = Date.UTC(2026, 2, 4, 12)

export function createAlert(partial: Partial<Alert> = {}): Alert {
  return {
    id: 'vpn.log#0',
    time: noon,
    title: 'Session from a new country',
    score: 71,
    confidence: 0.8,
    severity: 'high',
    detectors: { iforest: 0.9, ocsvm: 0.8, lof: 0.7, lstm: 0.6 },
    signals: ['country-novelty'],
    techniques: ['T1078'],
    reasons: [],
    events: [],
    originals: [],
    entities: {
      users: ['ann'],
      sourceIps: ['203.0.113.7'],
      assignedIps: [],
      destinations: [],
      devices: [],
      countries: ['BR'],
    },
    ...partial,
  }
}

export function createIncident(partial: Partial<Incident> = {}): Incident {
  const alerts = partial.alerts ?? [createAlert()]
  return {
    id: 'incident-1',
    title: 'Account takeover of ann',
    severity: 'critical',
    score: 93,
    confidence: 0.9,
    start: alerts[0]?.time ?? noon,
    end: alerts.at(-1)?.time ?? noon,
    status: 'open',
    entities: createAlert().entities,
    techniques: [{ id: 'T1078', name: 'Valid Accounts', tactic: 'Initial Access' }],
    stages: [{ tactic: 'Initial Access', start: noon, end: noon, alerts: alerts.map(({ id }) => id) }],
    ...partial,
    alerts,
  }
}

export function createSummary(partial: Partial<IncidentSummary> = {}): IncidentSummary {
  return {
    id: 'incident-1',
    title: 'Account takeover of ann',
    severity: 'critical',
    score: 93,
    confidence: 0.9,
    start: noon,
    end: noon + 60_000,
    status: 'open',
    users: ['ann'],
    sourceIps: ['2001:db8::7'],
    countries: ['BR'],
    techniques: ['T1078'],
    tactics: ['Initial Access'],
    alerts: 1,
    informational: false,
    ...partial,
  }
}

/** Of an empty workspace. */
export function createOverview(): Overview {
  return {
    timeRange: undefined,
    totals: { lines: 0, acts: { attempt: 0, start: 0, end: 0, flow: 0 }, users: 0, alerts: 0, incidents: 0 },
    series: {
      bucketMs: 1,
      start: 0,
      attempts: [],
      starts: [],
      ends: [],
      flows: [],
      peakAnomaly: [],
      alerts: [],
    },
    severities: { low: 0, medium: 0, high: 0, critical: 0 },
    topUsers: [],
    topSources: [],
    topCountries: [],
  }
}

export function createRisk(partial: Partial<EntityRisk> = {}): EntityRisk {
  return {
    entity: 'ann',
    kind: 'person',
    at: noon,
    score: 31.4,
    contributions: [
      {
        alert: 'vpn.log#0',
        title: 'Session from a new country',
        time: noon - 3_600_000,
        score: 71,
        age: 3_600_000,
        points: 26.4,
      },
      { alert: 'old', title: 'Scan', time: noon - 86_400_000, score: 75, age: 86_400_000, points: 5 },
    ],
    others: { count: 0, points: 0 },
    series: { start: noon - 86_400_000, step: 43_200_000, values: [28.7, 31.4] },
    ...partial,
  }
}

export function createReport(partial: Partial<ImportReport> = {}): ImportReport {
  return {
    id: 'import-1',
    state: 'done',
    started: noon,
    finished: noon + 2_000,
    sources: [createSource()],
    totals: {
      bytes: 1_000,
      lines: 12,
      records: 10,
      rejected: 1,
      ignored: 1,
      acts: { start: 10 },
      alerts: 1,
      incidents: 1,
    },
    timeRange: { first: noon, last: noon + 60_000 },
    quarantine: undefined,
    replaced: [],
    coverage: [],
    learning: {
      from: 'shipped',
      acts: 0,
      days: 0,
      explanation: 'The log spans less than a day.',
      withheld: 0,
    },
    modelAlerts: { askedPerDay: 10, raised: 285, days: 30 },
    models: { generation: '1', sha256: 'abc' },
    geo: { city: undefined, asn: undefined },
    speed: { seconds: 2, linesPerSecond: 6, peakMemoryBytes: 1e6, stages: { decode: 1 } },
    error: undefined,
    ...partial,
  }
}

export function createSource(
  partial: Partial<ImportReport['sources'][number]> = {},
): ImportReport['sources'][number] {
  return {
    path: '/logs/vpn.log',
    compression: 'none',
    encoding: 'utf-8',
    bytes: 1_000,
    lines: 12,
    records: 10,
    ignored: 1,
    rejected: [
      { reason: 'No timestamp', count: 1, examples: [{ line: 3, offset: 90, text: '<b>bold</b>' }] },
    ],
    format: 'asa',
    formatTitle: 'Cisco ASA',
    formatConfidence: 0.98,
    formatChosenBy: 'content',
    formats: [{ name: 'asa', title: 'Cisco ASA', records: 10 }],
    kinds: [{ category: 'authentication', action: 'login', records: 10 }],
    isMappable: false,
    notes: [],
    first: noon,
    last: noon + 60_000,
    gaps: { count: 0, longest: [], thresholdMs: 600_000 },
    clock: { steppedBack: 0, furthestBackMs: 0, beyondWriting: 0, furthestBeyondMs: 0 },
    duplicates: { count: 0, lines: [] },
    error: undefined,
    skipped: false,
    ...partial,
  }
}

/** A list that is all on one page. */
export function pageOf<T>(items: T[]): Page<T> {
  return { items, next: undefined }
}

export function incidentPageOf(items: IncidentSummary[]): IncidentPage {
  return { ...pageOf(items), total: items.length, open: items.length }
}
