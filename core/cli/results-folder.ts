import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { dataFolder } from '../host/resources.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { keepQuarantines, moveQuarantine } from '../pipeline/quarantine.ts'
import { dropStaging } from '../pipeline/stage.ts'
import { hasResults } from '../store/import-log.ts'
import { isMadeBy, markMadeBy } from '../store/origin.ts'
import { dropRules } from '../store/rules.ts'
import { Store } from '../store/store.ts'
import { refreshRules } from '../store/suppression.ts'
import { takeOver } from '../store/take-over.ts'
import { translating } from '../store/workspace-error.ts'
import type { Hold } from '../store/workspace-lock.ts'
import { writeOutputs } from './outputs.ts'
import type { Kept, Results } from './kept-results.ts'
import { UsageError } from './usage-error.ts'

const command = 'sonic analyze'

/**
 * A folder of results with a workspace of its own. Over earlier results a new analysis goes to a folder beside them, and
 * takes their place only when it is whole; one that does not come to its end stays in `partial`.
 */
export class ResultsFolder implements Results {
  readonly hasEarlier: boolean
  readonly #folder: string
  readonly #target: Store
  readonly #hold: Hold
  #store: Store

  /** @throws UsageError for a folder that is for something else, WorkspaceError where another analysis writes to it */
  constructor(folder: string) {
    this.#folder = resolve(folder)
    const path = workspaceIn(this.#folder)
    refuseOtherWorkspaces(folder, path)
    const isNew = !existsSync(path)
    this.#target = this.#store = new Store(path)
    let hold: Hold | undefined
    try {
      this.#hold = hold = this.#target.hold(command)
      if (!isNew) refuseStrange(this.#target, folder)
      translating(path, () => markMadeBy(this.#target, command))
      dropStaging(path)
      dropPartialOutputs(this.#folder)
      const isUnfinished = !hasFinished(this.#target)
      this.hasEarlier =
        !isUnfinished && (hasResults(this.#target) || existsSync(join(this.#folder, 'import.json')))
      if (this.hasEarlier) this.#store = this.#openStaging()
      else {
        rmSync(this.#staging, { recursive: true, force: true })
        // What a killed or cancelled analysis has begun is gone on with, or dropped by the one that begins.
        if (isUnfinished) dropRules(this.#target)
        else this.#empty()
      }
    } catch (error) {
      hold?.release()
      this.#target.close()
      throw error
    }
  }

  get store(): Store {
    return this.#store
  }

  async keep(report: ImportReport): Promise<Kept | undefined> {
    if (this.hasEarlier) return report.state === 'done' ? this.#replace(report) : this.#keepPart(report)
    await writeOutputs(this.#folder, { store: this.#store, report })
    return { folder: this.#folder, report }
  }

  close(): void {
    if (this.#store !== this.#target) this.#store.close()
    rmSync(this.#staging, { recursive: true, force: true })
    this.#hold.release()
    this.#target.close()
  }

  /** Of an analysis that was killed it is gone on with. */
  #openStaging(): Store {
    const path = workspaceIn(this.#staging)
    if (!existsSync(path)) rmSync(this.#staging, { recursive: true, force: true })
    const store = new Store(path)
    if (!hasFinished(store)) return store
    store.close()
    rmSync(this.#staging, { recursive: true, force: true })
    return new Store(path)
  }

  async #replace(analysed: ImportReport): Promise<Kept> {
    const { path } = this.#target
    const report = await moveQuarantine(analysed, path)
    this.#store.finishImport(report.id, report)
    try {
      await writeOutputs(this.#folder, { store: this.#store, report, before: () => this.#takePlace() })
    } catch (error) {
      if (this.#store !== this.#target) await this.#setAside(report)
      throw error
    }
    await keepQuarantines(path, [report.id])
    await rm(this.#partial, { recursive: true, force: true })
    return { folder: this.#folder, report }
  }

  #takePlace(): void {
    const { path } = this.#target
    this.#store.close()
    translating(path, () =>
      takeOver(this.#target, {
        from: this.#store.path,
        replaced: 'everything',
        finish: () => refreshRules(this.#target, Date.now()),
      }),
    )
    this.#store = this.#target
  }

  async #keepPart(report: ImportReport): Promise<Kept | undefined> {
    if (report.totals.lines === 0) return undefined
    const kept = await this.#setAside(report)
    await writeOutputs(this.#partial, { store: this.#store, report: kept })
    return { folder: this.#partial, report: kept }
  }

  /** What was analysed stays, but not in the place of the earlier. */
  async #setAside(report: ImportReport): Promise<ImportReport> {
    this.#store.close()
    await rm(this.#partial, { recursive: true, force: true })
    await rename(this.#staging, this.#partial)
    this.#store = new Store(workspaceIn(this.#partial))
    const moved = await moveQuarantine(report, this.#store.path)
    this.#store.finishImport(moved.id, moved)
    return moved
  }

  /** Statuses and rules without anything that they are about: a folder of results tells of one analysis. */
  #empty(): void {
    this.#target.clear()
    dropRules(this.#target)
  }

  get #staging(): string {
    return join(this.#folder, '.staging')
  }

  get #partial(): string {
    return join(this.#folder, 'partial')
  }
}

/** Whether the imports there are came to their end, or there is none. */
function hasFinished(store: Store): boolean {
  const imports = store.imports()
  return imports.length === 0 || imports.some(({ state }) => state === 'done')
}

/** Removes what an analysis that was killed had half written. */
function dropPartialOutputs(folder: string): void {
  const isOurs = /^(import\.json|incidents\.json|alerts\.ndjson|report\.html)\.[\da-f-]{36}\.partial$/
  for (const name of readdirSync(folder)) if (isOurs.test(name)) rmSync(join(folder, name), { force: true })
}

/** @throws UsageError for the folder of Sonic's own settings and default workspace */
export function refuseDataFolder(folder: string): void {
  if (!existsSync(dataFolder())) return
  const [data, chosen] = [realpathSync(dataFolder()), realpathSync(folder)]
  const isWithin = ['models', 'uploads', 'window'].some((own) =>
    `${chosen}${sep}`.startsWith(join(data, own) + sep),
  )
  if (chosen !== data && !isWithin) return
  throw new UsageError(
    `${folder} is where Sonic keeps its settings and its own workspace: choose another folder with --out.`,
  )
}

/** @throws UsageError where the folder holds another workspace than `used` */
export function refuseOtherWorkspaces(folder: string, used: string): void {
  const other = readdirSync(folder).find(
    (name) => name.endsWith('.sqlite') && resolve(folder, name) !== resolve(used),
  )
  if (other === undefined) return
  throw new UsageError(
    `${folder} holds the workspace ${other}, which is not the one in use: choose another folder with --out.`,
  )
}

/** @throws UsageError for a workspace that was not made for the results of this folder */
function refuseStrange(store: Store, folder: string): void {
  if (isMadeBy(store, command)) return
  // Those of earlier versions do not say what they were made for.
  if (isMadeBy(store, 'an earlier version') && existsSync(join(folder, 'import.json'))) return
  throw new UsageError(
    `${store.path} is a workspace that sonic analyze did not make: choose another folder with --out, or add to it with ` +
      '--workspace.',
  )
}

function workspaceIn(folder: string): string {
  return join(folder, 'workspace.sqlite')
}
