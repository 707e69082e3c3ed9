import { basename } from 'node:path'
import { fingerprintOf } from '../ingest/sources/fingerprint.ts'
import { readHistory, suspiciousPlaces, type PastImport } from '../store/import-history.ts'
import type { Store } from '../store/store.ts'
import { trainGeneration, type TrainGenerationOptions, type TrainedGeneration } from './train-generation.ts'
import { optionsOf } from './reading/read-files.ts'
import type { ImportJob } from './messages.ts'

type ReadAgain = Required<Pick<ImportJob, 'paths' | 'sources'>>

/**
 * Trains an ensemble on what was imported into a workspace: its files are read again, as they were read then. A file
 * that is gone or has changed is left out, and so is an import that did not come to its end; `unread` names them. Acts
 * behind alerts of medium or higher severity do not teach, unless an analyst has closed their incident as a false
 * positive.
 * @throws Error when nothing can be read or the signal aborts, RangeError when there is too little to learn from
 */
export async function trainOnHistory(
  store: Store,
  options: Omit<TrainGenerationOptions, 'teaches' | 'description' | 'called'>,
): Promise<TrainedGeneration> {
  options.onStep({ step: 'looking for the files that were imported', share: undefined })
  const imports = readHistory(store)
  if (imports.length === 0) throw new Error('The workspace has no history to learn from: import logs first.')
  const { logs, left } = await findFiles(imports)
  if (logs.paths.length === 0)
    throw new Error(`Nothing of the workspace's history can be read again: ${left.join('; ')}.`)
  const suspicious = new Set<string>()
  for (const { source, offset } of suspiciousPlaces(store)) suspicious.add(`${source}#${offset}`)
  const trained = await trainGeneration([logs], {
    ...options,
    called: describe(logs.paths),
    teaches: (act) => !act.places.some(({ source, offset }) => suspicious.has(`${source}#${offset}`)),
  })
  return { ...trained, unread: [...left, ...trained.unread] }
}

/** The files that are still what they were; the newest import of a file says how it is read. */
async function findFiles(imports: readonly PastImport[]): Promise<{ logs: ReadAgain; left: string[] }> {
  const found = new Map<string, ReadAgain['sources'][number]>()
  const left = new Map<string, string>()
  for (const { contents, isDone, reading } of imports) {
    for (const { path, fingerprint } of contents) {
      const problem = isDone
        ? await problemWith(path, fingerprint)
        : 'belongs to an import that did not come to its end'
      if (problem === undefined) {
        const { format, mapping, zoneOffset, year } = optionsOf(reading, path)
        found.set(path, { path, format, mapping, zoneOffset, year })
        left.delete(path)
      } else if (!found.has(path)) left.set(path, `${path} ${problem}`)
    }
  }
  return { logs: { paths: [...found.keys()], sources: [...found.values()] }, left: [...left.values()] }
}

async function problemWith(path: string, fingerprint: string): Promise<string | undefined> {
  const now = await fingerprintOf(path).catch(() => undefined)
  if (now === undefined) return 'is gone or cannot be opened'
  return now === fingerprint ? undefined : 'has changed since it was imported'
}

function describe(paths: readonly string[]): string {
  const names = paths.map((path) => basename(path))
  const shown = names.slice(0, 3).join(', ')
  return `a workspace's history: ${shown}${names.length > 3 ? ` and ${names.length - 3} more files` : ''}`
}
