import { dataFolder, defaultWorkspace, resources } from '../host/resources.ts'
import { readConditions } from '../pipeline/choose-generation.ts'
import { rebuild as rebuildWorkspace } from '../pipeline/rebuild.ts'
import { onInterruption } from './interruption.ts'
import { withWorkspace } from './open-workspace.ts'
import { print, tell } from './print.ts'

/** A line on standard error so often, ms. */
const tellEveryMs = 5000

/**
 * `sonic rebuild`: analyses the stored events of a workspace anew, in order of time, and puts the result in the place of what
 * there was.
 * @returns 0 when it is done, 1 when it was interrupted: then all is as it was
 */
export async function rebuild({ workspace = defaultWorkspace() }: { workspace?: string }): Promise<number> {
  const cancel = new AbortController()
  const ignore = onInterruption(() => cancel.abort())
  let told = Date.now()
  try {
    return await withWorkspace(workspace, async (store) => {
      const hold = store.hold('sonic rebuild')
      try {
        const { imports } = await rebuildWorkspace({
          ...(await readConditions(dataFolder(), resources.models)),
          store,
          modelsDir: resources.models,
          signal: cancel.signal,
          onProgress: (done, of) => {
            if (Date.now() - told < tellEveryMs) return
            told = Date.now()
            tell(`${done.toLocaleString('en-US')} of ${of.toLocaleString('en-US')} events analysed`)
          },
        })
        print(
          `${imports === 1 ? 'One import was' : `${imports} imports were`} analysed anew, in order of time.`,
        )
        return 0
      } catch (error) {
        if (!cancel.signal.aborted) throw error
        tell('The rebuild was interrupted: everything is as it was.')
        return 1
      } finally {
        hold.release()
      }
    })
  } finally {
    ignore()
  }
}
