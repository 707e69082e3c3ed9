import { countEvents } from '../store/count-events.ts'
import { readPastImports } from '../store/past-imports.ts'
import { Store } from '../store/store.ts'
import { refreshRules } from '../store/suppression.ts'
import { takeOver } from '../store/take-over.ts'
import { translating } from '../store/workspace-error.ts'
import { replayImport, type ReplayContext } from './replay-import.ts'
import { dropStaging, stagingPath } from './stage.ts'

type RebuildContext = Omit<ReplayContext, 'from' | 'into' | 'onReplayed' | 'asOf'> & {
  store: Store
  /** Events done, of so many. */
  onProgress: (done: number, of: number) => void
}

/**
 * Makes everything of a workspace as if all of its imports had come in order of time: their stored events are analysed anew
 * beside it, and the result takes its place in one transaction. Statuses, rules and notes stay. For who holds the workspace.
 * @throws Error where no events are stored; the reason of an aborted signal: then all stays as it was
 */
export async function rebuild({
  store,
  onProgress,
  ...context
}: RebuildContext): Promise<{ imports: number }> {
  const past = readPastImports(store)
  if (past.length === 0)
    throw new Error('The workspace holds no events that could be analysed anew: import logs first.')
  const total = countEvents(store)
  dropStaging(store.path)
  const path = stagingPath(store.path)
  const staged = new Store(path)
  try {
    let done = 0
    for (const one of past) {
      let own = 0
      const onReplayed = (events: number): void => {
        own = events
        onProgress(done + events, total)
      }
      await replayImport(one, { ...context, from: store, into: staged, onReplayed })
      done += own
    }
    staged.close()
    translating(store.path, () =>
      takeOver(store, {
        from: path,
        replaced: past.map(({ id }) => id),
        finish: () => refreshRules(store, Date.now()),
      }),
    )
    return { imports: past.length }
  } finally {
    staged.close()
    dropStaging(store.path)
  }
}
