import { statSync } from 'node:fs'
import { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import { UsageError } from './usage-error.ts'

/** @throws UsageError where there is no such workspace: looking at one does not make it */
export function assertWorkspace(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.size) return
  throw new UsageError(`There is no workspace ${path}: import logs first, or name another with --workspace.`)
}

/**
 * Runs `work` on a workspace that is there, and closes it.
 * @throws UsageError where there is none, WorkspaceError in place of what SQLite complains of
 */
export async function withWorkspace<T>(path: string, work: (store: Store) => T | Promise<T>): Promise<T> {
  assertWorkspace(path)
  const store = new Store(path)
  try {
    return await work(store)
  } catch (error) {
    throw translateError(error, path)
  } finally {
    store.close()
  }
}
