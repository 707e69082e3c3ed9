import { findEarlier, findImports, renameImport } from '../store/import-log.ts'
import { readPastImports, type StoredImport } from '../store/past-imports.ts'
import { dropImports } from '../store/take-over.ts'
import type { Store } from '../store/store.ts'
import type { Settings } from '../settings/settings.ts'
import type { ChosenGeneration } from './choose-generation.ts'
import type { InputFiles } from './input-files.ts'
import type { ImportJob } from './messages.ts'
import { planImport } from './plan-import.ts'
import { Stage } from './stage.ts'

export interface Begun {
  stage: Stage
  /** Other imports that are to be analysed anew, because this one takes the place of some: those that come before it in time, and after. */
  others: { before: StoredImport[]; after: StoredImport[] }
}

interface Beginning {
  store: Store
  files: InputFiles
  /** Epoch ms. */
  started: number
  settings: Settings
  chosen: ChosenGeneration
  /** See `ImportContext`. */
  isAlone?: boolean
}

/**
 * Begins an import in the workspace, goes on with one of the same files or, where it is to take the place of others, begins
 * it beside the workspace.
 * @returns undefined where all of its files were read before
 */
export function beginImport(
  job: ImportJob,
  { store, files, started, settings, chosen, isAlone = false }: Beginning,
): Begun | undefined {
  const earlier = findEarlier(store, files.contents()).filter(({ isDone }) => !isDone || !isAlone)
  const { continued, replaced } = planImport(job, { files, earlier, settings, chosen })
  if (files.isAllKnown) return undefined
  if (isAlone && continued === undefined) store.clear()
  dropImports(
    store,
    earlier.filter(({ isDone, hasBegun }) => !isDone && !hasBegun).map(({ id }) => id),
  )
  const { fingerprint } = files
  const ids = replaced.map(({ id }) => id)
  if (continued !== undefined) renameImport(store, continued, job.id)
  const others = othersThan(ids, store)
  const stage = new Stage(store, {
    id: job.id,
    started,
    fingerprint,
    earlier: continued === undefined ? findImports(store, ids) : [],
    others: [...others.before, ...others.after].map(({ id }) => id),
  })
  if (continued !== undefined) return { stage, others }
  try {
    stage.store.beginImport(job.id, started, {
      fingerprint,
      contents: files.contents(),
      reading: { ...job, folder: process.cwd() },
    })
  } catch (error) {
    stage.abandon()
    throw error
  }
  return { stage, others }
}

function othersThan(replaced: readonly string[], store: Store): Begun['others'] {
  if (replaced.length === 0) return { before: [], after: [] }
  const past = readPastImports(store)
  const at = past.findIndex(({ id }) => replaced.includes(id))
  const others = (some: StoredImport[]) => some.filter(({ id }) => !replaced.includes(id))
  return at < 0
    ? { before: others(past), after: [] }
    : { before: others(past.slice(0, at)), after: others(past.slice(at)) }
}
