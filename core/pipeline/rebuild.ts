import { Store } from '../store/store.ts'
import { refreshRules } from '../store/suppression.ts'
import { takeOver } from '../store/take-over.ts'
import { translating } from '../store/workspace-error.ts'
import { replayAll, type ReplayAllContext } from './replay-all.ts'
import { dropStaging, stagingPath } from './stage.ts'

type RebuildContext = Omit<ReplayAllContext, 'from' | 'into' | 'asOf'> & { store: Store }

/**
 * Makes everything of a workspace as if all of its imports had come in order of time: their stored events are analysed anew
 * beside it, and the result takes its place in one transaction. Statuses, rules and notes stay. For who holds the workspace.
 * @throws Error where no events are stored; the reason of an aborted signal: then all stays as it was
 */
export async function rebuild({ store, ...context }: RebuildContext): Promise<{ imports: number }> {
  dropStaging(store.path)
  const path = stagingPath(store.path)
  const staged = new Store(path)
  try {
    const past = await replayAll({ ...context, from: store, into: staged })
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
