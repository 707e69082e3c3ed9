import type { Act } from '../event/act.ts'
import type { Place } from '../event/event.ts'
import type { DetectorName } from '../models/score.ts'

export const severities = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof severities)[number]

/** One term of an alert's arithmetic. `text` is a sentence for a person. */
export interface Reason {
  feature: string
  value: string | number
  usual: string | number
  contribution: number
  text: string
}

/** What an explicit signal (core/detect/signals) saw. */
export interface SignalHit {
  /** kebab-case name of the signal, e.g. `impossible-travel`. */
  signal: string
  title: string
  /** ATT&CK technique ids, e.g. T1078. */
  techniques: string[]
  /** 0..100 before context. */
  impact: number
  /** 0..1. */
  confidence: number
  reasons: Reason[]
  /** Acts that are evidence besides the current one. */
  evidence: Act[]
  /** Who and what is involved beyond those acts (a spray names more accounts than it keeps evidence for). */
  entities?: Partial<AlertEntities>
}

export interface Alert {
  id: string
  /** Epoch ms. */
  time: number
  title: string
  score: number
  confidence: number
  severity: Severity
  detectors: Record<DetectorName, number>
  signals: string[]
  techniques: string[]
  reasons: Reason[]
  events: Place[]
  originals: string[]
  entities: AlertEntities
  /** Entities above that many unrelated people share (an office egress, a popular destination): no ground to correlate on. */
  shared?: string[]
  /** The gateway it happened at, where known. */
  gateway?: string
  /** It tells of a login that was refused: what was tried on an account is no deed of its owner. */
  refused?: true
  /** Autonomous system of the outer address, where that is a hosting provider's. */
  hostingNetwork?: number
}

export interface AlertEntities {
  users: string[]
  sourceIps: string[]
  assignedIps: string[]
  destinations: string[]
  devices: string[]
  countries: string[]
}
