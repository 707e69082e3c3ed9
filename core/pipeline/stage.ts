import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { errorMessage } from '../event/error-message.ts'
import { emptyReport } from '../ingest/empty-report.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import type { ImportCounts } from '../store/count-import.ts'
import { removeDatabase } from '../store/database.ts'
import { forgetAttempts } from '../store/import-log.ts'
import { Store } from '../store/store.ts'
import { refreshRules } from '../store/suppression.ts'
import { takeOver } from '../store/take-over.ts'
import { translateError } from '../store/workspace-error.ts'

interface EarlierResult {
  id: string
  started: number
}

interface StageOptions {
  /** Of the import. */
  id: string
  /** Epoch ms. */
  started: number
  /** Of its files. */
  fingerprint: string
  /** Imports that it is to take the place of. */
  earlier: readonly EarlierResult[]
  /** Ids of other imports that are analysed anew with it, and come along. */
  others?: readonly string[]
}

/**
 * Where an import writes until it is whole: the workspace itself or, where it is to take the place of earlier ones, a
 * file beside it. The earlier ones go in the very transaction in which the new one comes.
 */
export class Stage {
  /** To write to. */
  readonly store: Store
  readonly #workspace: Store
  readonly #id: string
  readonly #fingerprint: string
  readonly #earlier: readonly EarlierResult[]
  readonly #others: readonly string[]
  /** undefined: the import writes to the workspace itself. */
  readonly #path: string | undefined

  /** @throws WorkspaceError */
  constructor(workspace: Store, { id, started, fingerprint, earlier, others = [] }: StageOptions) {
    this.#workspace = workspace
    this.#id = id
    this.#fingerprint = fingerprint
    this.#earlier = earlier
    this.#others = others
    dropStaging(workspace.path)
    if (earlier.length > 0) this.#path = stagingPath(workspace.path)
    this.store = this.#path === undefined ? workspace : new Store(this.#path)
    if (this.#path !== undefined) this.#foretell(started)
  }

  /** What is told of it should the process die: the real report takes its place. */
  #foretell(started: number): void {
    const report = emptyReport(this.#id, 'interrupted', started)
    const error = 'Sonic ended before this import did: nothing of it is kept. Open the same files again.'
    this.#finish({ ...report, stays: [...this.#earlier], error })
  }

  /**
   * Ends the import. One that is whole takes its place with its report; one that is not is kept only where it takes nothing
   * away.
   * @param create its report, from what is shown of it
   */
  land(isWhole: boolean, create: (counts: ImportCounts) => ImportReport): ImportReport {
    let failure: unknown
    if (isWhole || this.#path === undefined) {
      try {
        return this.#path === undefined ? this.#keep(create) : this.#takePlace(this.#path, create)
      } catch (error) {
        failure = translateError(error, this.#workspace.path)
      } finally {
        this.#drop()
      }
    }
    return this.#tell(create, failure)
  }

  /** Nothing of the import is kept. */
  abandon(): void {
    this.#workspace.forgetImport(this.#id)
    this.#drop()
  }

  #keep(create: (counts: ImportCounts) => ImportReport): ImportReport {
    return this.#workspace.change(() => {
      refreshRules(this.#workspace, Date.now())
      const report = create(this.#workspace.countImport(this.#id))
      this.#finish(report)
      return report
    })
  }

  #takePlace(from: string, create: (counts: ImportCounts) => ImportReport): ImportReport {
    this.store.close()
    return takeOver(this.#workspace, {
      from,
      replaced: [...this.#earlier.map((earlier) => earlier.id), ...this.#others],
      finish: () => this.#keep((counts) => ({ ...create(counts), replaced: [...this.#earlier] })),
    })
  }

  /** Keeps the report alone, as far as that can be kept. */
  #tell(create: (counts: ImportCounts) => ImportReport, failure: unknown): ImportReport {
    const counts = this.#countWhatIsThere()
    this.#drop()
    const report = create(counts)
    const told: ImportReport = {
      ...report,
      ...(failure === undefined ? {} : { state: 'failed', error: report.error ?? errorMessage(failure) }),
      ...(this.#path === undefined ? {} : { stays: [...this.#earlier], quarantine: undefined }),
    }
    try {
      this.#finish(told)
      return told
    } catch (error) {
      return { ...told, state: 'failed', error: told.error ?? errorMessage(error) }
    }
  }

  #finish(report: ImportReport): void {
    this.#workspace.change(() => {
      this.#workspace.finishImport(this.#id, report, this.#fingerprint)
      forgetAttempts(this.#workspace, this.#fingerprint, this.#id)
    })
  }

  #countWhatIsThere(): ImportCounts {
    try {
      return this.store.countImport(this.#id)
    } catch {
      return { alerts: 0, suppressed: 0, incidents: 0 }
    }
  }

  #drop(): void {
    if (this.#path === undefined) return
    this.store.close()
    removeDatabase(this.#path)
  }
}

/** Removes what an import that was killed has left beside a workspace; only for who holds its lock. */
export function dropStaging(workspace: string): void {
  if (workspace !== ':memory:') removeDatabase(stagingPath(workspace))
}

export function stagingPath(workspace: string): string {
  return workspace === ':memory:' ? join(tmpdir(), `sonic-${randomUUID()}.staging`) : `${workspace}.staging`
}
