import type { Alert, IncidentSummary, Severity } from '../../core/contract/index.ts'
import type { State } from './state.ts'

export function selectImportRuns({ progress }: Pick<State, 'progress'>): boolean {
  return progress?.state === 'running'
}

/** undefined while it isn't known yet. */
export function selectHasData(
  state: Pick<State, 'progress' | 'reports' | 'overview' | 'uploads'>,
): boolean | undefined {
  if (selectImportRuns(state) || state.uploads.length > 0) return true
  const { value: overview } = state.overview
  if (overview === undefined) return undefined
  return overview.timeRange !== undefined || (state.reports.value?.items.length ?? 0) > 0
}

/** 0..1; undefined while the size of the input is unknown. */
export function selectImportShare({ progress }: Pick<State, 'progress'>): number | undefined {
  if (progress === undefined || progress.bytesTotal <= 0) return undefined
  return Math.min(1, progress.bytesRead / progress.bytesTotal)
}

export function countSeverities(incidents: IncidentSummary[]): Record<Severity, number> {
  const counts = { low: 0, medium: 0, high: 0, critical: 0 }
  for (const { severity } of incidents) counts[severity]++
  return counts
}

/** The alert under the cursor on the incident's page, where it can be suppressed. */
export function selectAlert({ incident, alertId }: Pick<State, 'incident' | 'alertId'>): Alert | undefined {
  const { alerts = [], suppressed = [] } = incident.value ?? {}
  if (suppressed.some(({ id }) => id === alertId)) return undefined
  return alerts.find(({ id }) => id === alertId) ?? alerts.toSorted((a, b) => a.time - b.time)[0]
}

/** The core lists the most severe first; another order, or a filter, can only be had of all. */
export function selectNeedsAllIncidents({ filter, sorting }: Pick<State, 'filter' | 'sorting'>): boolean {
  const [order] = sorting
  return filter.text.trim() !== '' || filter.severities.length > 0 || order?.id !== 'score' || !order.desc
}
