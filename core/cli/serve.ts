import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createService } from '../host/create-service.ts'
import { startHost } from '../host/host.ts'
import { dataFolder, defaultWorkspace, resources } from '../host/resources.ts'
import { openBrowser } from './open-browser.ts'
import { onEnter } from './on-enter.ts'
import { interrupted } from './interruption.ts'
import { print, tell } from './print.ts'

interface ServeOptions {
  port: number
  open: boolean
  workspace?: string
  /** Folder of the built screens; those that come with Sonic unless another is named. */
  screens?: string
}

/** Serves the workstation until it is interrupted. */
export async function serve(options: ServeOptions): Promise<number> {
  const screens = options.screens ?? resources.renderer
  if (!existsSync(join(screens, 'index.html'))) {
    tell('sonic: the screens are not built yet. Run: npm run build')
    return 1
  }
  const workspace = options.workspace ?? defaultWorkspace()
  const service = createService({ workspace })
  const host = await startHost({
    service,
    port: options.port,
    rendererDir: screens,
    uploadDir: join(dirname(workspace), 'uploads'),
  })
  const tellAddress = (): void => print(`Sonic is ready: ${host.createAddress()}`)
  tellAddress()
  const stopListening = onEnter(tellAddress)
  const another = stopListening === undefined ? '' : ' Enter shows a new one.'
  tell(
    `Workspace ${workspace}. The address signs one browser in, once, within ten minutes.${another} Ctrl+C ends Sonic.`,
  )
  if (options.open) {
    const failure = openBrowser(dataFolder(), (onSpent) => host.createAddress(onSpent))
    if (failure !== undefined) tell(`The browser could not be opened (${failure}): open the address above.`)
  }
  await interrupted()
  stopListening?.()
  await Promise.all([host.close(), service.close()])
  return 0
}
