import type { Severity } from '../detect/alert.ts'
import type { ActKind } from '../event/act.ts'
import { nothing } from './arguments.ts'
import { request } from './request.ts'

export const overviewRequests = {
  'overview.get': request<() => Overview>('reader', nothing),
}

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
