import type { Severity } from '../detect/alert.ts'
import type { Rule, RuleDraft } from '../detect/suppression.ts'
import { findMarks, replayWithout, type Marks } from './apply-rules.ts'
import type { Connection } from './database.ts'
import { listRules } from './rules.ts'
import type { Store } from './store.ts'
import { checkedRule, nobody, withScope, type ScopedRule } from './suppression.ts'

export interface IncidentStand {
  severity: Severity
  score: number
  alerts: number
}

/** What a rule does to one incident. */
export interface IncidentShift {
  id: string
  title: string
  /** null: it is there only with the rule, split off from another. */
  before: IncidentStand | null
  /** null: nothing of it is left. */
  after: IncidentStand | null
}

export interface RulePreview {
  rule: ScopedRule
  /** Alerts that would be hidden and are not now. */
  alerts: number
  vanished: number
  changed: number
  appeared: number
  /** Those that would be different, the most severe first; at most 200. */
  incidents: IncidentShift[]
}

const mostShifts = 200

type Stands = Map<string, IncidentStand & { title: string }>

/**
 * What `addRule` would do with a rule of this kind and these conditions. Nothing is written and no lock of a writer is
 * taken: imports in which the rule hides nothing stay as they are, the others are correlated anew in memory.
 * @param now epoch ms of the clock on the wall
 * @throws Error for a draft that is wrong or there already
 */
export function previewRule(
  { connection }: Store,
  { kind, conditions }: Pick<RuleDraft, 'kind' | 'conditions'>,
  now: number,
): RulePreview {
  // One transaction, so that all of it reads the same moment of an import that runs.
  return connection.transaction(() => {
    const rule = checkedRule(connection, { kind, conditions, reason: 'preview' }, { who: nobody, now })
    const marks = findMarks(connection, [...listRules(connection), rule], now)
    const concerned = [...marks].filter(([, ofImport]) => hides(ofImport, rule))
    const shifts = concerned.flatMap(([id, ofImport]) =>
      shiftsBetween(readStands(connection, id), standsWithout(connection, id, ofImport)),
    )
    const incidents = shifts.toSorted(bySeverity)
    return {
      rule: withScope(rule),
      alerts: concerned.reduce((sum, [id, ofImport]) => sum + countNew(connection, id, ofImport), 0),
      vanished: incidents.filter(({ after }) => after === null).length,
      changed: incidents.filter((shift) => shift.before !== null && shift.after !== null).length,
      appeared: incidents.filter((shift) => shift.before === null).length,
      incidents: incidents.slice(0, mostShifts),
    }
  })()
}

function hides(marks: Marks, { id }: Rule): boolean {
  return marks.values().some((rule) => rule === id)
}

/** How many of the alerts that are marked are shown now. */
function countNew(connection: Connection, importId: string, marks: Marks): number {
  const hidden = connection
    .prepare<[string], string>('SELECT alert FROM adjusted_alerts WHERE import = ? AND rule IS NOT NULL')
    .pluck()
    .all(importId)
  return marks.size - hidden.length
}

function readStands(connection: Connection, importId: string): Stands {
  const rows = connection
    .prepare<[string], { id: string; title: string; severity: Severity; score: number; alerts: number }>(
      `SELECT id, body ->> 'title' AS title, body ->> 'severity' AS severity, score, alerts
       FROM shown_incidents WHERE import = ?`,
    )
    .all(importId)
  return new Map(rows.map(({ id, ...stand }) => [id, stand]))
}

function standsWithout(connection: Connection, importId: string, marks: Marks): Stands {
  const { replayed } = replayWithout(connection, importId, marks)
  return new Map(
    replayed.map(({ incident: { id, title, severity, score }, alerts }) => [
      id,
      { title, severity, score, alerts: alerts.length },
    ]),
  )
}

function shiftsBetween(before: Stands, after: Stands): IncidentShift[] {
  const shifts: IncidentShift[] = []
  for (const [id, { title, ...stand }] of before) {
    const left = after.get(id)
    if (left?.score === stand.score && left.alerts === stand.alerts) continue
    shifts.push({ id, title, before: stand, after: left ? standOf(left) : null })
  }
  for (const [id, left] of after)
    if (!before.has(id)) shifts.push({ id, title: left.title, before: null, after: standOf(left) })
  return shifts
}

function standOf({ severity, score, alerts }: IncidentStand): IncidentStand {
  return { severity, score, alerts }
}

/** Those that are there now come first. */
function bySeverity(a: IncidentShift, b: IncidentShift): number {
  if ((a.before === null) !== (b.before === null)) return a.before === null ? 1 : -1
  const [one, other] = [a.before ?? a.after, b.before ?? b.after]
  return (other?.score ?? 0) - (one?.score ?? 0) || (a.id < b.id ? -1 : 1)
}
