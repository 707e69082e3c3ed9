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
  /** At most 500 of each sort. */
  entities: AlertEntities
  /** How many more of each sort its alerts and the samples of their repeats name; absent where all are listed. */
  unlisted?: Record<keyof AlertEntities, number>
  techniques: Technique[]
  /** In kill-chain order. */
  stages: Stage[]
  alerts: Alert[]
  /** Context rather than a reason to act: its alerts are informational, and nothing else agrees. */
  informational?: true
  /** How the score came about; absent from incidents that older versions stored. */
  terms?: IncidentTerms
  /** Alerts that rules hide: they count nowhere. In order of time. */
  suppressed?: Alert[]
}

/** The arithmetic of an incident's score: all points add up to it. */
export interface IncidentTerms {
  /** The alerts that count, the strongest first; at most 10. `score` is the alert's own. */
  alerts: { alert: string; title: string; score: number; weight: number; points: number }[]
  others: { count: number; points: number }
  /** Tactics that began in kill-chain order, and what they multiply by. */
  chain: { tactics: number; factor: number; points: number }
  /** 0 or negative: taken off where low alerts all say the same. */
  held: number
}
