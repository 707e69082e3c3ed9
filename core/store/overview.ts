import type { ActKind } from '../event/act.ts'
import { isKept } from '../ingest/is-kept.ts'
import { severities, type Severity } from '../detect/alert.ts'
import { bucketMs } from './tally.ts'
import type { Store } from './store.ts'

const maxBuckets = 400
const topN = 12

export interface Overview {
  timeRange: { first: number; last: number } | undefined
  totals: { lines: number; acts: Record<ActKind, number>; users: number; alerts: number; incidents: number }
  /** Equal-width buckets over `timeRange`, at most 400; empty buckets included. */
  series: {
    bucketMs: number
    start: number
    attempts: number[]
    starts: number[]
    ends: number[]
    flows: number[]
    /** Highest anomaly level (1 - p) in the bucket, 0..1; null where nothing happened. */
    peakAnomaly: (number | null)[]
    alerts: number[]
  }
  severities: Record<Severity, number>
  topUsers: { user: string; acts: number; alerts: number; score: number }[]
  topSources: {
    ip: string
    country: string
    network: string
    acts: number
    failures: number
    alerts: number
  }[]
  topCountries: { country: string; acts: number; alerts: number }[]
}

interface TopRow {
  name: string
  detail: string
  acts: number
  failures: number
  alerts: number
  score: number
}

/** What the overview screen shows, from the counts that imports left. */
export function readOverview(store: Store): Overview {
  const users = readTop(store, 'user')
  const sources = readTop(store, 'source')
  const countries = readTop(store, 'country')
  const series = readSeries(store)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  const reports = store.imports().filter(isKept)
  const firsts = reports.flatMap((report) => report.timeRange?.first ?? [])
  const lasts = reports.flatMap((report) => report.timeRange?.last ?? [])
  const bySeverity = countSeverities(store)
  return {
    timeRange: firsts.length > 0 ? { first: Math.min(...firsts), last: Math.max(...lasts) } : undefined,
    totals: {
      lines: sum(reports.map(({ totals }) => totals.lines - (totals.known ?? 0))),
      acts: {
        attempt: sum(series.attempts),
        start: sum(series.starts),
        end: sum(series.ends),
        flow: sum(series.flows),
      },
      users: countNames(store, 'user'),
      alerts: sum(series.alerts),
      incidents: sum(Object.values(bySeverity)),
    },
    series,
    severities: bySeverity,
    topUsers: users.map(({ name, acts, alerts, score }) => ({ user: name, acts, alerts, score })),
    topSources: sources.map(({ name, detail, acts, failures, alerts }) => {
      const [country = '', network = ''] = detail.split('\t')
      return { ip: name, country, network, acts, failures, alerts }
    }),
    topCountries: countries.map(({ name, acts, alerts }) => ({ country: name, acts, alerts })),
  }
}

function readTop(store: Store, kind: 'user' | 'source' | 'country'): TopRow[] {
  return store.connection
    .prepare<[string, number], TopRow>(
      `SELECT name, max(detail) AS detail, sum(acts) AS acts, sum(failures) AS failures, sum(alerts) AS alerts,
         max(score) AS score
       FROM shown_tallies WHERE kind = ? GROUP BY name ORDER BY sum(alerts) > 0 DESC, max(score) DESC, acts DESC, name LIMIT ?`,
    )
    .all(kind, topN)
}

function countNames(store: Store, kind: string): number {
  return (
    store.connection
      .prepare<[string], { n: number }>('SELECT count(DISTINCT name) AS n FROM shown_tallies WHERE kind = ?')
      .get(kind)?.n ?? 0
  )
}

function countSeverities(store: Store): Record<Severity, number> {
  const counts: Record<Severity, number> = { low: 0, medium: 0, high: 0, critical: 0 }
  const rows = store.connection
    .prepare<[], { severity: string; n: number }>(
      `SELECT body ->> 'severity' AS severity, count(*) AS n FROM shown_incidents GROUP BY 1`,
    )
    .all()
  for (const { severity, n } of rows) {
    const known = severities.find((name) => name === severity)
    if (known) counts[known] = n
  }
  return counts
}

function readSeries(store: Store): Overview['series'] {
  const range = store.connection
    .prepare<[], { first: number | null; last: number | null }>(
      'SELECT min(start) AS first, max(start) AS last FROM buckets',
    )
    .get()
  if (range?.first == null || range.last == null) {
    return { bucketMs, start: 0, attempts: [], starts: [], ends: [], flows: [], peakAnomaly: [], alerts: [] }
  }
  const stored = (range.last - range.first) / bucketMs + 1
  const width = Math.max(1, Math.ceil(stored / maxBuckets)) * bucketMs
  const start = Math.floor(range.first / width) * width
  const length = Math.floor((range.last - start) / width) + 1
  const zeros = () => Array.from({ length }, () => 0)
  const series = {
    bucketMs: width,
    start,
    attempts: zeros(),
    starts: zeros(),
    ends: zeros(),
    flows: zeros(),
    peakAnomaly: Array.from<number, number | null>({ length }, () => null),
    alerts: zeros(),
  }
  const rows = store.connection
    .prepare<[number, number], SeriesRow>(
      `SELECT CAST((start - ?) / ? AS INTEGER) AS slot, sum(attempts) AS attempts, sum(starts) AS starts, sum(ends) AS ends,
         sum(flows) AS flows, max(peak) AS peak, sum(alerts) AS alerts
       FROM shown_buckets GROUP BY 1`,
    )
    .all(start, width)
  for (const row of rows) {
    series.attempts[row.slot] = row.attempts
    series.starts[row.slot] = row.starts
    series.ends[row.slot] = row.ends
    series.flows[row.slot] = row.flows
    series.alerts[row.slot] = row.alerts
    series.peakAnomaly[row.slot] = row.peak
  }
  return series
}

interface SeriesRow {
  slot: number
  attempts: number
  starts: number
  ends: number
  flows: number
  peak: number
  alerts: number
}
