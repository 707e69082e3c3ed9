import { replay, type Passed, type ReplayedIncident } from '../correlate/replay.ts'
import type { Alert } from '../detect/alert.ts'
import type { Rule } from '../detect/suppression.ts'
import { ruleFinder } from '../detect/suppression-match.ts'
import type { Connection } from './database.ts'
import { listRules } from './rules.ts'
import { parseAlert } from './stored-json.ts'
import { countAlert, emptyTally, type TallyDelta } from './tally.ts'

/** Alert id -> id of the rule that hides it. */
export type Marks = Map<string, string>

/**
 * Brings everything stored to what the rules in force at `now` make of it. What imports found is never touched: the
 * outcome lies beside it, so that without rules the workspace is exactly what it was. One transaction.
 * @param now epoch ms of the clock on the wall, by which rules expire
 * @returns ids of the imports whose alerts are hidden otherwise than before
 */
export function applyRules(connection: Connection, now: number): string[] {
  return connection.transaction(() => {
    const wanted = findMarks(connection, listRules(connection), now)
    const present = readMarks(connection)
    const changed = [...new Set([...wanted.keys(), ...present.keys()])].filter(
      (id) => !areSame(wanted.get(id), present.get(id)),
    )
    for (const id of changed) {
      connection.prepare('DELETE FROM adjusted WHERE import = ?').run(id)
      const marks = wanted.get(id)
      if (marks) adjust(connection, id, marks)
    }
    return changed
  })()
}

/**
 * The same for one import, which has just committed alerts: they are hidden, or shown in their incidents, at once. Costs
 * nothing where there are no rules.
 */
export function applyRulesTo(connection: Connection, importId: string, now: number): void {
  const isAdjusted = connection.prepare('SELECT 1 FROM adjusted WHERE import = ?').get(importId) !== undefined
  const marks = findMarks(connection, listRules(connection), now, importId).get(importId)
  if (isAdjusted) connection.prepare('DELETE FROM adjusted WHERE import = ?').run(importId)
  if (marks) adjust(connection, importId, marks)
}

/**
 * What these rules hide, by import.
 * @param only an import; without it of all
 */
export function findMarks(
  connection: Connection,
  rules: readonly Rule[],
  now: number,
  only?: string,
): Map<string, Marks> {
  const marks = new Map<string, Marks>()
  if (rules.length === 0) return marks
  const find = ruleFinder(rules, now)
  for (const [importId, alert] of outlines(connection, only)) {
    const rule = find(alert)
    if (!rule) continue
    const ofImport = marks.get(importId) ?? new Map<string, string>()
    marks.set(importId, ofImport.set(alert.id, rule.id))
  }
  return marks
}

/** Every alert, without what is long in it, and its import. @param only an import; without it of all */
export function* outlines(
  connection: Connection,
  only?: string,
): Generator<[importId: string, alert: Alert]> {
  const rows = connection
    .prepare<{ only: string | null }, { import: string; body: string }>(
      `SELECT import, json_replace(body, '$.originals', json('[]'), '$.events', json('[]'), '$.reasons', json('[]'))
         AS body FROM alerts WHERE :only IS NULL OR import = :only`,
    )
    .iterate({ only: only ?? null })
  for (const row of rows) yield [row.import, parseAlert(row.body)]
}

function readMarks(connection: Connection): Map<string, Marks> {
  const marks = new Map<string, Marks>()
  for (const { import: id } of connection
    .prepare<[], { import: string }>('SELECT import FROM adjusted')
    .all())
    marks.set(id, new Map())
  const rows = connection
    .prepare<[], { import: string; alert: string; rule: string }>(
      'SELECT import, alert, rule FROM adjusted_alerts WHERE rule IS NOT NULL',
    )
    .all()
  for (const row of rows) marks.get(row.import)?.set(row.alert, row.rule)
  return marks
}

function areSame(a: Marks | undefined, b: Marks | undefined): boolean {
  return a?.size === b?.size && [...(a ?? [])].every(([alert, rule]) => b?.get(alert) === rule)
}

/** Writes what one import looks like without the alerts that are marked. */
function adjust(connection: Connection, importId: string, marks: Marks): void {
  const { replayed, incidentOf, tally } = replayWithout(connection, importId, marks)
  connection.prepare('INSERT INTO adjusted (import) VALUES (?)').run(importId)
  writeIncidents(connection, importId, replayed)
  writeAlerts(connection, importId, replayed, incidentOf, marks)
  writeTally(connection, importId, tally)
}

/**
 * One import without the alerts that are marked: its incidents, what is counted, and which incident each alert was in.
 * @param concerned ids of alerts; the incidents of others do not come out. Without it all are.
 */
export function replayWithout(
  connection: Connection,
  importId: string,
  marks: Marks,
  concerned?: ReadonlySet<string>,
): { replayed: ReplayedIncident[]; incidentOf: Map<string, string | null>; tally: TallyDelta } {
  const incidentOf = new Map(
    connection
      .prepare<[string], { id: string; incident: string | null }>(
        'SELECT id, incident FROM alerts WHERE import = ? ORDER BY rowid',
      )
      .all(importId)
      .map(({ id, incident }) => [id, incident]),
  )
  const found = connection
    .prepare<[string], string>('SELECT id FROM incidents WHERE import = ?')
    .pluck()
    .all(importId)
  const incidents = new Set(found)
  const tally = emptyTally()
  const replayed = replay(remaining(connection, importId, { marks, tally, concerned }), {
    incidentOf: (alert) => incidentOf.get(alert) ?? undefined,
    isIncident: (id) => incidents.has(id),
  })
  return { replayed, incidentOf, tally }
}

/** The alerts that are left, in the order in which they were found, counted on the way; of others their time. */
function* remaining(
  connection: Connection,
  importId: string,
  {
    marks,
    tally,
    concerned,
  }: { marks: Marks; tally: TallyDelta; concerned: ReadonlySet<string> | undefined },
): Generator<Alert | Passed> {
  const rows = connection
    .prepare<[string], { id: string; time: number }>(
      'SELECT id, time FROM alerts WHERE import = ? ORDER BY rowid',
    )
    .all(importId)
  const find = connection
    .prepare<[string], string>(
      `SELECT json_replace(body, '$.originals', json('[]'), '$.events', json('[]')) FROM alerts WHERE id = ?`,
    )
    .pluck()
  for (const { id, time } of rows) {
    if (marks.has(id)) continue
    const body = concerned?.has(id) === false ? undefined : find.get(id)
    if (body === undefined) {
      yield { passed: time }
      continue
    }
    const alert = parseAlert(body)
    countAlert(tally, alert)
    yield alert
  }
}

function writeIncidents(
  connection: Connection,
  importId: string,
  replayed: readonly ReplayedIncident[],
): void {
  const put = connection.prepare(
    'INSERT INTO adjusted_incidents (id, import, score, body) VALUES (?, ?, ?, ?)',
  )
  for (const { incident } of replayed) {
    const { status: _, ...body } = incident
    put.run(body.id, importId, body.score, JSON.stringify(body))
  }
}

/** A hidden alert stays with the incident it was found in, to be shown there on demand. */
function writeAlerts(
  connection: Connection,
  importId: string,
  replayed: readonly ReplayedIncident[],
  incidentOf: ReadonlyMap<string, string | null>,
  marks: Marks,
): void {
  const put = connection.prepare(
    'INSERT INTO adjusted_alerts (alert, import, incident, rule) VALUES (?, ?, ?, ?)',
  )
  const joined = new Map(replayed.flatMap(({ incident, alerts }) => alerts.map((id) => [id, incident.id])))
  for (const [alert, before] of incidentOf) {
    const rule = marks.get(alert)
    put.run(alert, importId, rule === undefined ? (joined.get(alert) ?? null) : before, rule ?? null)
  }
}

function writeTally(connection: Connection, importId: string, tally: TallyDelta): void {
  const putBucket = connection.prepare(
    'INSERT INTO adjusted_buckets (import, start, alerts) VALUES (?, ?, ?)',
  )
  for (const [start, { alerts }] of tally.buckets) putBucket.run(importId, start, alerts)
  const putName = connection.prepare(
    'INSERT INTO adjusted_tallies (import, kind, name, alerts, score) VALUES (?, ?, ?, ?, ?)',
  )
  for (const [kind, names] of Object.entries(tally.names))
    for (const [name, { alerts, score }] of names) putName.run(importId, kind, name, alerts, score)
}
