import { setImmediate } from 'node:timers/promises'
import type { Alert } from '../detect/alert.ts'
import type { Incident, IncidentStatus } from '../correlate/incident.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import type { EncodedSegment } from '../events/segment/segment-writer.ts'
import { readAlerts, readHiddenPage, readOneAlert } from './alerts.ts'
import { applyRulesTo } from './apply-rules.ts'
import { countImport, type ImportCounts } from './count-import.ts'
import { openDatabase, type Connection } from './database.ts'
import { storedReading, type StoredReading } from './import-history.ts'
import { openReadOnly, type OpenDatabase } from './open-read-only.ts'
import type { SourceContent } from './source-content.ts'
import { readImportPage } from './import-reports.ts'
import { countIncidents, readIncident, readIncidentPage, type ListedIncident } from './incidents.ts'
import { dropOldEvents, findOldEvents, readUsage, type EventUsage, type Retention } from './retention.ts'
import { readAll, type Page, type PageRequest } from './page.ts'
import { StoredEvents } from './stored-events.ts'
import { clearImports, dropImports } from './take-over.ts'
import { rememberVerdict } from './verdicts.ts'
import { translating, WorkspaceError } from './workspace-error.ts'
import { writeAdvance, type Advance } from './write-advance.ts'
import { writeBatch, type StoreBatch } from './write-batch.ts'
import { writeSegment } from './write-segment.ts'
import { holdWorkspace, type Hold } from './workspace-lock.ts'

/** What an import reads. */
interface ImportInput {
  /** Of paths, sizes and times of writing. */
  fingerprint: string
  contents?: readonly SourceContent[]
  /** How its files were read, for reading them again. */
  reading?: StoredReading
}

/** One workspace: everything that imports found. Synchronous; one transaction a batch. */
export class Store {
  readonly path: string
  readonly connection: Connection
  /** Nothing can be changed. */
  readonly isReadOnly: boolean
  readonly #opened: OpenDatabase
  #events: StoredEvents | undefined
  #retention: Retention = {}

  /**
   * @param options isReadOnly: of a workspace that is there and up to date; no lock of a writer is ever taken
   * @throws WorkspaceError
   */
  constructor(path: string, { isReadOnly = false }: { isReadOnly?: boolean } = {}) {
    this.path = path
    this.#opened = isReadOnly ? translating(path, () => openReadOnly(path)) : openDatabase(path)
    this.connection = this.#opened.connection
    this.isReadOnly = this.#opened.isReadOnly
  }

  /** For searching. */
  get events(): StoredEvents {
    return (this.#events ??= new StoredEvents(this))
  }

  close(): void {
    this.#events?.close()
    this.#opened.close()
  }

  /**
   * To be the only one that imports, until it is released.
   * @param command what does it, for others: `sonic analyze`
   * @throws WorkspaceError that says who else does, or that nothing can be changed
   */
  hold(command: string, importId?: string): Hold {
    this.assertWritable()
    return holdWorkspace(this.path, command, importId)
  }

  /**
   * Changes what people say: rules and statuses. All of `work` or nothing, also while somebody imports: SQLite lets one write
   * at a time, and the others wait for a moment.
   * @throws WorkspaceError
   */
  change<T>(work: () => T): T {
    this.assertWritable()
    return this.#commit(work)
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

  /**
   * Commits a batch of results, with what the rules make of them and how far the import has come: all of it or nothing.
   * Small segments of events are merged on the way, and old ones dropped.
   */
  write(importId: string, batch: StoreBatch, advance?: Advance): void {
    this.#commit(() => {
      writeBatch(this.connection, importId, batch)
      if (batch.alerts.length + batch.incidents.length + batch.repeats.size > 0)
        applyRulesTo(this.connection, importId, Date.now())
      if (advance === undefined) return
      writeAdvance(this.connection, importId, advance)
      if (advance.events.length > 0) dropOldEvents(this.connection, this.#retention, Date.now())
    })
  }

  /** Adds events to an import; small segments are merged on the way, and old ones dropped. */
  writeEvents(importId: string, segment: EncodedSegment): void {
    this.#commit(() => {
      writeSegment(this.connection, importId, segment)
      dropOldEvents(this.connection, this.#retention, Date.now())
    })
  }

  /** Sets which events are kept from now on, and drops the others, in steps between which others run. */
  async keepEvents(retention: Retention): Promise<void> {
    this.#retention = retention
    if (this.isReadOnly) return
    // Looked for first without a lock: others may write for long.
    while (this.connection.open && findOldEvents(this.connection, retention, Date.now()).length > 0) {
      this.#commit(() => dropOldEvents(this.connection, retention, Date.now()))
      await setImmediate()
    }
  }

  eventUsage(): EventUsage {
    return readUsage(this.connection)
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
    this.#commit(() => dropImports(this, [id]))
  }

  /** Reports of all imports but the one that runs, newest first; of one whose process died, what is known. */
  imports(): ImportReport[] {
    return [...readAll((request) => this.importPage(request))]
  }

  /** A page of `imports()`; it is shorter by the import that runs. */
  importPage(request: PageRequest): Page<ImportReport> {
    return readImportPage(this.connection, this.path, request)
  }

  /** All incidents that rules leave, without their alerts' bodies being read, most severe first. */
  incidents(): ListedIncident[] {
    return [...readAll((request) => this.incidentPage(request))]
  }

  incidentPage(request: PageRequest): Page<ListedIncident> {
    return readIncidentPage(this.connection, request)
  }

  countIncidents(): { total: number; open: number } {
    return countIncidents(this.connection)
  }

  incident(id: string): Incident | undefined {
    return readIncident(this.connection, id)
  }

  alert(id: string): Alert | undefined {
    return readOneAlert(this.connection, id)
  }

  /** Every alert in time order, those in no incident and those that a rule hides included. */
  alerts(): Generator<Alert> {
    return readAlerts(this.connection)
  }

  /** Alerts that a rule hides, in time order. */
  hiddenPage(rule: string, request: PageRequest): Page<Alert> {
    return readHiddenPage(this.connection, rule, request)
  }

  countImport(id: string): ImportCounts {
    return countImport(this, id)
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
}
