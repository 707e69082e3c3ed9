import type { IncidentChanges } from '../correlate/correlator.ts'
import type { Alert, AlertRepeats } from '../detect/alert.ts'
import { incidentStatuses, type Incident, type IncidentStatus } from '../correlate/incident.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import type { EncodedSegment } from '../events/segment/segment-writer.ts'
import type { MemoryEntry } from '../memory/memory.ts'
import { countImport, type ImportCounts } from './count-import.ts'
import { openDatabase, type Connection, type OpenDatabase } from './database.ts'
import { writeEnsemble, type StoredEnsemble } from './ensemble.ts'
import { storedReading, type StoredReading } from './import-history.ts'
import type { SourceContent } from './source-content.ts'
import { interruptedImport } from './interrupted-import.ts'
import { writeRecordKeys, type RecordKeys } from './known-records.ts'
import { writePositions, type Positions } from './positions.ts'
import { indexAlert } from './risk.ts'
import { parseAlert, parseIncident, parseReport } from './stored-json.ts'
import { StoredMemory } from './stored-memory.ts'
import { StoredEvents } from './stored-events.ts'
import { clearImports, dropImports } from './take-over.ts'
import type { TallyDelta } from './tally.ts'
import { rememberVerdict } from './verdicts.ts'
import { translating, WorkspaceError } from './workspace-error.ts'
import { writeSegment } from './write-segment.ts'
import { holdWorkspace, workspaceHolder, type Hold } from './workspace-lock.ts'

/** What one committed step of an import adds. */
export interface StoreBatch extends Pick<IncidentChanges, 'joined' | 'absorbed'> {
  alerts: Alert[]
  /** By id of the alert, of this batch or of an earlier one: all of its repeats so far. */
  repeats: ReadonlyMap<string, AlertRepeats>
  /** Incidents that are new or have changed. */
  incidents: Incident[]
  tally: TallyDelta
}

/** What is committed with the results, so that whoever goes on after it stands exactly where they do. */
export interface Advance {
  /** What the stages remember otherwise than at the last commit. */
  memory: Iterable<MemoryEntry>
  /** Of every source that has moved on. */
  positions: Positions
  events: readonly EncodedSegment[]
  records: RecordKeys | undefined
  /** An ensemble that was learned since. */
  ensemble?: StoredEnsemble | undefined
}

/** What an import reads. */
interface ImportInput {
  /** Of paths, sizes and times of writing. */
  fingerprint: string
  contents?: readonly SourceContent[]
  /** How its files were read, for reading them again. */
  reading?: StoredReading
}

type IncidentBody = Omit<Incident, 'alerts' | 'status' | 'suppressed'>

interface AlertRow {
  body: string
  /** Id of the rule that hides it. */
  rule: string | null
}

/** One workspace: everything that imports found. Synchronous; one transaction a batch. */
export class Store {
  readonly path: string
  readonly connection: Connection
  /** Nothing can be changed. */
  readonly isReadOnly: boolean
  readonly #opened: OpenDatabase
  #events: StoredEvents | undefined

  /** @throws WorkspaceError */
  constructor(path: string) {
    this.path = path
    this.#opened = openDatabase(path)
    this.connection = this.#opened.connection
    this.isReadOnly = this.#opened.isReadOnly
  }

  /** For searching. */
  get events(): StoredEvents {
    return (this.#events ??= new StoredEvents(this.connection))
  }

  close(): void {
    this.#events?.close()
    this.#opened.close()
  }

  /**
   * To be the only one that imports or changes rules, until it is released.
   * @param command what does it, for others: `sonic analyze`
   * @throws WorkspaceError that says who else does, or that nothing can be changed
   */
  hold(command: string, importId?: string): Hold {
    this.assertWritable()
    return holdWorkspace(this.path, command, importId)
  }

  /** Runs `work` under `hold`; what SQLite complains of is told as a sentence. @throws WorkspaceError */
  holding<T>(command: string, work: () => T): T {
    const hold = this.hold(command)
    try {
      return translating(this.path, work)
    } finally {
      hold.release()
    }
  }

  /** @throws WorkspaceError where nothing can be changed */
  assertWritable(): void {
    if (!this.isReadOnly) return
    throw new WorkspaceError(
      `${this.path} may only be read: nothing can be changed in it. Copy it to a folder that you may write to, and use the copy.`,
    )
  }

  /** Begins an import of these contents; nothing that is there already is touched. */
  beginImport(id: string, started: number, { fingerprint, contents = [], reading }: ImportInput): void {
    this.#commit(() => {
      // What was remembered of the import before it.
      this.connection.exec("DELETE FROM memory WHERE name = 'cell' AND key GLOB 'import.*'")
      this.connection
        .prepare('INSERT INTO imports (id, fingerprint, started, reading) VALUES (?, ?, ?, ?)')
        .run(id, fingerprint, started, reading ? JSON.stringify(storedReading.parse(reading)) : null)
      const addSource = this.connection.prepare(
        'INSERT INTO sources (import, fingerprint, path) VALUES (?, ?, ?)',
      )
      for (const content of contents) addSource.run(id, content.fingerprint, content.path)
    })
  }

  /** Commits a batch of results, and how far the import has come with them: all of it or nothing. */
  write(importId: string, batch: StoreBatch, advance?: Advance): void {
    this.#commit(() => {
      if (advance) this.#writeAdvance(importId, advance)
      const putAlert = this.connection.prepare(
        'INSERT INTO alerts (id, import, incident, time, score, body) VALUES (?, ?, NULL, ?, ?, ?) ON CONFLICT DO NOTHING',
      )
      // A file that has grown is another content with the same records: the latest import has them. Within one import the
      // first stays, with its incident.
      const takeOver = this.connection.prepare('DELETE FROM alerts WHERE id = ? AND import <> ?')
      for (const alert of batch.alerts) {
        takeOver.run(alert.id, importId)
        putAlert.run(alert.id, importId, alert.time, alert.score, JSON.stringify(alert))
        indexAlert(this.connection, alert)
      }
      const repeat = this.connection.prepare(
        `UPDATE alerts SET body = json_set(body, '$.repeats', json(?)) WHERE id = ?`,
      )
      for (const [id, repeats] of batch.repeats) repeat.run(JSON.stringify(repeats), id)
      this.#writeIncidents(importId, batch)
      this.#writeTally(importId, batch.tally)
    })
  }

  /** Adds events to an import; small segments are merged on the way. */
  writeEvents(importId: string, segment: EncodedSegment): void {
    this.#commit(() => writeSegment(this.connection, importId, segment))
  }

  /** Keeps the report of an import; also of one of which nothing else is kept. */
  finishImport(id: string, report: ImportReport, fingerprint = ''): void {
    this.#commit(() => {
      this.connection
        .prepare(
          `INSERT INTO imports (id, fingerprint, started, report) VALUES (?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET report = excluded.report`,
        )
        .run(id, fingerprint, report.started, JSON.stringify(report))
    })
  }

  forgetImport(id: string): void {
    this.#commit(() => dropImports(this.connection, [id]))
  }

  /** Reports of all imports but the one that runs, newest first; of one whose process died, what is known. */
  imports(): ImportReport[] {
    const rows = this.connection
      .prepare<[], { id: string; started: number; report: string | null }>(
        'SELECT id, started, report FROM imports ORDER BY started DESC',
      )
      .all()
    const reports = rows.map(({ id, started, report }) =>
      report === null ? interruptedImport(this.connection, id, started) : parseReport(report),
    )
    const running = reports.some(({ state }) => state === 'interrupted')
      ? workspaceHolder(this.path)
      : undefined
    return reports.filter(({ id }) => id !== running?.import)
  }

  /** All incidents that rules leave, without their alerts' bodies being read, most severe first. */
  incidents(): (Incident & { alertCount: number })[] {
    const rows = this.connection
      .prepare<[], { body: string; status: string; alerts: number }>(
        'SELECT body, status, alerts FROM shown_incidents ORDER BY score DESC, id',
      )
      .all()
    return rows.map((row) => ({
      ...parseIncident<IncidentBody>(row.body),
      status: readStatus(row.status),
      alerts: [],
      alertCount: row.alerts,
    }))
  }

  incident(id: string): Incident | undefined {
    const row = this.connection
      .prepare<[string], { body: string; status: string }>(
        'SELECT body, status FROM shown_incidents WHERE id = ?',
      )
      .get(id)
    if (!row) return undefined
    const alerts = this.connection
      .prepare<[string], AlertRow>('SELECT body, rule FROM shown_alerts WHERE incident = ? ORDER BY time, id')
      .all(id)
      .map(readAlert)
    const hidden = alerts.filter(({ suppressed }) => suppressed !== undefined)
    return {
      ...parseIncident<IncidentBody>(row.body),
      status: readStatus(row.status),
      alerts: alerts.filter(({ suppressed }) => suppressed === undefined),
      ...(hidden.length > 0 ? { suppressed: hidden } : {}),
    }
  }

  /** Every alert in time order, those in no incident and those that a rule hides included. */
  *alerts(): Generator<Alert> {
    const rows = this.connection
      .prepare<[], AlertRow>(
        `SELECT body, (SELECT rule FROM adjusted_alerts WHERE alert = alerts.id) AS rule
         FROM alerts ORDER BY time, id`,
      )
      .iterate()
    for (const row of rows) yield readAlert(row)
  }

  /** Alerts that a rule hides, in time order. */
  hiddenAlerts(rule: string, most: number): Alert[] {
    return this.connection
      .prepare<[string, number], AlertRow>(
        `SELECT a.body, x.rule FROM adjusted_alerts x JOIN alerts a ON a.id = x.alert
         WHERE x.rule = ? ORDER BY a.time, a.id LIMIT ?`,
      )
      .all(rule, most)
      .map(readAlert)
  }

  countImport(id: string): ImportCounts {
    return countImport(this.connection, id)
  }

  /** An incident keeps its status when its files are opened again, and while rules hide it. */
  setStatus(id: string, status: IncidentStatus): void {
    this.#commit(() => {
      this.connection
        .prepare('INSERT OR REPLACE INTO verdicts (incident, status) VALUES (?, ?)')
        .run(id, status)
      rememberVerdict(this.connection, id, status)
      this.connection.prepare('DELETE FROM cleared WHERE incident = ?').run(id)
      if (status !== 'false-positive') return
      this.connection
        .prepare(
          `INSERT OR REPLACE INTO cleared (alert, incident)
           SELECT id, incident FROM shown_alerts WHERE incident = ? AND rule IS NULL`,
        )
        .run(id)
    })
  }

  recents(): string[] {
    const rows = this.connection
      .prepare<[], { path: string }>('SELECT path FROM recents ORDER BY opened DESC LIMIT 12')
      .all()
    return rows.map((row) => row.path)
  }

  addRecent(path: string, opened: number): void {
    this.#commit(() => {
      this.connection.prepare('INSERT OR REPLACE INTO recents (path, opened) VALUES (?, ?)').run(path, opened)
    })
  }

  /** Forgets everything but rules, mappings and the files opened before. */
  clear(): void {
    this.#commit(() => clearImports(this.connection))
  }

  /** All of `work` or nothing. @throws WorkspaceError */
  #commit<T>(work: () => T): T {
    return translating(this.path, () => this.connection.transaction(work).immediate())
  }

  #writeAdvance(importId: string, { memory, positions, events, records, ensemble }: Advance): void {
    for (const segment of events) writeSegment(this.connection, importId, segment)
    if (records) writeRecordKeys(this.connection, importId, records)
    writePositions(this.connection, importId, positions)
    if (ensemble) writeEnsemble(this.connection, ensemble)
    new StoredMemory(this.connection).write(memory)
  }

  #writeIncidents(importId: string, { incidents, joined, absorbed }: StoreBatch): void {
    const put = this.connection.prepare(
      `INSERT INTO incidents (id, import, score, body) VALUES (?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET import = excluded.import, score = excluded.score, body = excluded.body`,
    )
    const claim = this.connection.prepare('UPDATE alerts SET incident = ? WHERE id = ?')
    const hand = this.connection.prepare('UPDATE alerts SET incident = ? WHERE incident = ?')
    const drop = this.connection.prepare('DELETE FROM incidents WHERE id = ?')
    for (const { alerts: _, status: __, ...body } of incidents)
      put.run(body.id, importId, body.score, JSON.stringify(body))
    for (const { alert, incident } of joined) claim.run(incident, alert)
    for (const { id, into } of absorbed) {
      hand.run(into, id)
      drop.run(id)
    }
  }

  #writeTally(importId: string, tally: TallyDelta): void {
    const putBucket = this.connection.prepare(
      `INSERT INTO buckets VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (import, start) DO UPDATE SET attempts = attempts + excluded.attempts,
         starts = starts + excluded.starts, ends = ends + excluded.ends, flows = flows + excluded.flows,
         peak = max(peak, excluded.peak), alerts = alerts + excluded.alerts`,
    )
    for (const [start, b] of tally.buckets) {
      putBucket.run(importId, start, b.attempt, b.start, b.end, b.flow, b.peak, b.alerts)
    }
    const putTally = this.connection.prepare(
      `INSERT INTO tallies VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (import, kind, name) DO UPDATE SET acts = acts + excluded.acts,
         failures = failures + excluded.failures, alerts = alerts + excluded.alerts,
         score = max(score, excluded.score),
         detail = CASE WHEN excluded.detail = '' THEN detail ELSE excluded.detail END`,
    )
    for (const [kind, entries] of Object.entries(tally.names)) {
      for (const [name, t] of entries) {
        putTally.run(importId, kind, name, t.detail, t.acts, t.failures, t.alerts, t.score)
      }
    }
  }
}

function readAlert({ body, rule }: AlertRow): Alert {
  const alert = parseAlert(body)
  return rule === null ? alert : { ...alert, suppressed: rule }
}

function readStatus(text: string): IncidentStatus {
  return incidentStatuses.find((status) => status === text) ?? 'open'
}
