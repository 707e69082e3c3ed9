import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Store } from '../store/store.ts'
import { dropStaging } from '../pipeline/stage.ts'
import type { Results } from './kept-results.ts'
import { writeOutputs } from './outputs.ts'
import { refuseDataFolder, refuseOtherWorkspaces, ResultsFolder } from './results-folder.ts'

/** @param workspace one that collects; without it the folder has one of its own @throws UsageError, WorkspaceError */
export function openResults(folder: string, workspace: string | undefined): Results {
  refuseDataFolder(folder)
  return workspace === undefined ? new ResultsFolder(folder) : openNamed(folder, workspace)
}

function openNamed(folder: string, workspace: string): Results {
  refuseOtherWorkspaces(folder, workspace)
  const store = new Store(workspace)
  try {
    const hold = store.hold('sonic analyze')
    dropStaging(workspace)
    const hasEarlier = existsSync(join(folder, 'import.json'))
    return {
      store,
      hasEarlier,
      keep: async (report) => {
        if (hasEarlier && (report.totals.lines === 0 || report.stays !== undefined)) return undefined
        const kept = {
          folder: hasEarlier && report.state !== 'done' ? join(folder, 'partial') : folder,
          report,
        }
        await writeOutputs(kept.folder, { store, report })
        return kept
      },
      close: () => {
        hold.release()
        store.close()
      },
    }
  } catch (error) {
    store.close()
    throw error
  }
}
