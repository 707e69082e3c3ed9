import type { Alert } from '../detect/alert.ts'
import { dbscan } from '../models/dbscan.ts'

/** What of an alert tells which others are like it. */
export type AlikeAlert = Pick<Alert, 'id' | 'time' | 'title' | 'score' | 'reasons'> & {
  users: string[]
  /** Id of the incident that it is part of. */
  incident: string | null
}

/** Alerts that say the same of different people or times. */
export interface AlikeGroup {
  /** Ids, in order of time. */
  alerts: string[]
  /** Title of the strongest of them, and its id. */
  title: string
  strongest: string
  /** Incident of the strongest. */
  incident: string | null
  score: number
  /** Features that carry most of their scores, heaviest first; at most 3. */
  features: string[]
  people: number
  /** Epoch ms. */
  start: number
  end: number
}

/** Alerts that are compared at most: DBSCAN compares each with each. */
export const mostCompared = 1_000
/** Unit vectors this near point the same way: a cosine of at least 0.92. Ours. */
const radius = 0.4
const minPoints = 3
const toldFeatures = 3

/**
 * Groups alerts by why they were raised: DBSCAN (Ester et al., KDD 1996) over the share of each reason in an alert's
 * score, as unit vectors. An analyst can then judge thirty alike ones by one look. Groups come largest first; alerts
 * that are like no two others are in none.
 * @throws RangeError for more alerts than DBSCAN takes
 */
export function groupAlike(alerts: readonly AlikeAlert[]): AlikeGroup[] {
  const columns = new Map<string, number>()
  for (const { reasons } of alerts)
    for (const { feature } of reasons) if (!columns.has(feature)) columns.set(feature, columns.size)
  const width = columns.size
  const points = new Float32Array(alerts.length * width)
  alerts.forEach(({ reasons }, row) => {
    const own = points.subarray(row * width, (row + 1) * width)
    for (const { feature, contribution } of reasons) {
      const column = columns.get(feature) ?? 0
      own[column] = (own[column] ?? 0) + Math.max(0, contribution)
    }
    const length = Math.hypot(...own) || 1
    own.forEach((value, column) => (own[column] = value / length))
  })
  const clusters = dbscan(points, width, { radius, minPoints })
  const groups = Map.groupBy(alerts, (_, row) => clusters[row] ?? -1)
  groups.delete(-1)
  return [...groups.values()]
    .map(describe)
    .sort((a, b) => b.alerts.length - a.alerts.length || a.start - b.start)
}

function describe(group: readonly AlikeAlert[]): AlikeGroup {
  const byTime = group.toSorted((a, b) => a.time - b.time || (a.id < b.id ? -1 : 1))
  const strongest = byTime.reduce((best, one) => (one.score > best.score ? one : best))
  const weights = new Map<string, number>()
  for (const { reasons } of group)
    for (const { feature, contribution } of reasons)
      weights.set(feature, (weights.get(feature) ?? 0) + Math.max(0, contribution))
  const heaviest = [...weights].sort(([, a], [, b]) => b - a).slice(0, toldFeatures)
  return {
    alerts: byTime.map(({ id }) => id),
    title: strongest.title,
    strongest: strongest.id,
    incident: strongest.incident,
    score: strongest.score,
    features: heaviest.map(([feature]) => feature),
    people: new Set(group.flatMap(({ users }) => users)).size,
    start: byTime[0]?.time ?? 0,
    end: byTime.at(-1)?.time ?? 0,
  }
}
