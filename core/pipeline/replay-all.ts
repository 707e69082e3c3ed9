import { countEvents } from '../store/count-events.ts'
import { readPastImports, type StoredImport } from '../store/past-imports.ts'
import { replayImport, type ReplayContext } from './replay-import.ts'

export interface ReplayAllContext extends Omit<ReplayContext, 'onReplayed'> {
  /** Events done, of so many. */
  onProgress: (done: number, of: number) => void
}

/**
 * Analyses the stored events of all imports anew, import by import in order of their first event.
 * @returns the imports
 * @throws Error where no events are stored; the reason of an aborted signal
 */
export async function replayAll({ onProgress, ...context }: ReplayAllContext): Promise<StoredImport[]> {
  const past = readPastImports(context.from)
  if (past.length === 0)
    throw new Error('The workspace holds no events that could be analysed anew: import logs first.')
  const total = countEvents(context.from)
  let done = 0
  for (const one of past) {
    let own = 0
    const onReplayed = (events: number): void => {
      own = events
      onProgress(done + events, total)
    }
    await replayImport(one, { ...context, onReplayed })
    done += own
  }
  return past
}
