import { mostOpen } from '../correlate/correlator.ts'
import { Neighbours } from '../correlate/neighbours.ts'
import type { Severity } from '../detect/alert.ts'
import type { Rule, RuleDraft } from '../detect/suppression.ts'
import { findMarks, outlines, replayWithout, type Marks } from './apply-rules.ts'
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
 * taken: the alerts on which what it hides can have a bearing are correlated anew in memory, the others stay as they are.
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
    const concerned = [...marks]
      .filter(([, ofImport]) => hides(ofImport, rule))
      .map(([id, ofImport]) => ({ id, marks: ofImport, hidden: newlyHidden(connection, id, ofImport) }))
    const shifts = concerned.flatMap((one) => shiftsOf(connection, one))
    const incidents = shifts.toSorted(bySeverity)
    return {
      rule: withScope(rule),
      alerts: concerned.reduce((sum, { hidden }) => sum + hidden.length, 0),
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

/** Alerts that are marked, and shown now. */
function newlyHidden(connection: Connection, importId: string, marks: Marks): string[] {
  const hidden = connection
    .prepare<[string], string>('SELECT alert FROM adjusted_alerts WHERE import = ? AND rule IS NOT NULL')
    .pluck()
    .all(importId)
  const known = new Set(hidden)
  return [...marks.keys()].filter((id) => !known.has(id))
}

function shiftsOf(
  connection: Connection,
  { id: importId, marks, hidden }: { id: string; marks: Marks; hidden: string[] },
): IncidentShift[] {
  const shown = readStands(connection, importId)
  // Where so many may be open at a time that some are closed early, every alert has a bearing on all.
  if (shown.size > mostOpen) return shiftsBetween(shown, standsWithout(connection, importId, marks))
  const neighbours = new Neighbours()
  for (const [, alert] of outlines(connection, importId)) neighbours.add(alert)
  const alerts = neighbours.of(hidden)
  const incidents = new Set<string>()
  for (const [alert, incident] of incidentsOf(connection, importId))
    if (alerts.has(alert)) incidents.add(incident)
  const before = new Map([...shown].filter(([id]) => incidents.has(id)))
  return shiftsBetween(before, standsWithout(connection, importId, marks, alerts))
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

/** Incident in which each alert is shown. */
function incidentsOf(connection: Connection, importId: string): Map<string, string> {
  const rows = connection
    .prepare<[string], { id: string; incident: string }>(
      'SELECT id, incident FROM shown_alerts WHERE import = ? AND incident IS NOT NULL AND rule IS NULL',
    )
    .all(importId)
  return new Map(rows.map(({ id, incident }) => [id, incident]))
}

function standsWithout(
  connection: Connection,
  importId: string,
  marks: Marks,
  concerned?: ReadonlySet<string>,
): Stands {
  const { replayed } = replayWithout(connection, importId, marks, concerned)
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
