import { createHash } from 'node:crypto'
import type { Act } from '../event/act.ts'
import { alertEntities } from './alert-entities.ts'
import { alertReach } from './alert-reach.ts'
import type { AlertScope, AlertTraits, NormalAct, SignalHit } from './alert.ts'
import { isWeakAlone } from './priority.ts'
import type { Circumstance, Line, Priority } from './priority.ts'
import type { UnexplainedAlert } from './repeated-findings.ts'
import { leastLow, leastScore, severityOf } from './severity.ts'
import { isFailedLogin } from './signals/login.ts'

/** What signals and models have to say of one act, before it is explained. */
export interface Found {
  act: Act
  row: number
  hits: SignalHit[]
  lines: Line[]
  circumstances: Circumstance[]
  priority: Priority
  byModel: boolean
  /** Looked up when the act passes, before later acts of the batch teach the history. */
  scope: AlertScope
  shared: string[]
  nearest: NormalAct[]
}

/**
 * The same act has the same alert in every import of its records, whatever their file is called, however it is cut or has
 * grown: the id is of who did it, what its first record says, and which of several equal ones that is.
 */
export function alertId({ kind, id, user, sourceIp, places: [place], originals: [original] }: Act): string {
  const record = place && original !== undefined ? `${place.copy ?? 0} ${original}` : id
  return createHash('sha1').update(`${kind} ${user} ${sourceIp} ${record}`).digest('hex').slice(0, 16)
}

export function scopeOf(act: Act, hits: readonly SignalHit[]): AlertScope {
  const entities = alertEntities(act, hits)
  return {
    signals: hits.map(({ signal }) => signal),
    techniques: [...new Set(hits.flatMap(({ techniques }) => techniques))],
    entities,
    ...(act.gateway ? { gateway: act.gateway } : {}),
    ...alertReach(act, hits, entities),
  }
}

export function unexplained(found: Found): UnexplainedAlert {
  const { act, priority, scope } = found
  return {
    id: alertId(act),
    act,
    score: priority.score,
    informational: isInformational(found),
    scope,
    traits: traitsOf(found),
  }
}

export function traitsOf({ act, priority, scope, shared }: Found): AlertTraits {
  const { signals, techniques, entities, gateway } = scope
  return {
    time: act.time,
    severity: severityOf(priority.score),
    signals,
    techniques,
    entities,
    ...(gateway === undefined ? {} : { gateway }),
    ...(shared.length > 0 ? { shared } : {}),
    ...(isFailedLogin(act) ? { refused: true } : {}),
    ...(act.network?.kind === 'hosting' ? { hostingNetwork: act.network.number } : {}),
  }
}

/** What the models may say is counted by their budget; what signals say for few points is context. */
export function isReported({ hits, priority }: Pick<Found, 'hits' | 'priority'>): boolean {
  return hits.length === 0 || priority.score >= leastScore
}

/** A signal or the models alone inform (Cortex); agreement, or a circumstance that speaks against the act, makes an alert of it. */
export function isInformational({ lines, circumstances, priority }: Found): boolean {
  if (priority.score < leastLow) return true
  return isWeakAlone(lines) && !circumstances.some(({ odds }) => odds > 1)
}
