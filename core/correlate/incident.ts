import type { Alert, AlertEntities, Severity } from '../detect/alert.ts'

export interface Technique {
  id: string
  name: string
  tactic: string
}

export interface Stage {
  /** ATT&CK tactic name, e.g. `Initial Access`. */
  tactic: string
  start: number
  end: number
  /** Alert ids. */
  alerts: string[]
}

export const incidentStatuses = ['open', 'investigating', 'closed', 'false-positive'] as const
export type IncidentStatus = (typeof incidentStatuses)[number]

/** Alerts that belong together. Times are epoch ms here, ISO 8601 UTC in `incidents.json`. */
export interface Incident {
  id: string
  title: string
  severity: Severity
  /** 0..100 */
  score: number
  /** 0..1 */
  confidence: number
  start: number
  end: number
  status: IncidentStatus
  entities: AlertEntities
  techniques: Technique[]
  /** In kill-chain order. */
  stages: Stage[]
  alerts: Alert[]
  /** Alerts that rules hide: they count nowhere. In order of time. */
  suppressed?: Alert[]
}
