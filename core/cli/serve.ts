import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createService } from '../host/create-service.ts'
import { startHost } from '../host/host.ts'
import { defaultWorkspace, resources } from '../host/resources.ts'

export interface ServeOptions {
  port: number
  open: boolean
  workspace?: string
}

/** Serves the workstation until it is interrupted. */
export async function serve(options: ServeOptions): Promise<number> {
  if (!existsSync(join(resources.renderer, 'index.html'))) {
    process.stderr.write('sonic: the screens are not built yet. Run: npm run build\n')
    return 1
  }
  const workspace = options.workspace ?? defaultWorkspace()
  const service = createService({ workspace })
  const host = await startHost({
    service,
    port: options.port,
    rendererDir: resources.renderer,
    uploadDir: join(dirname(workspace), 'uploads'),
  })
  process.stdout.write(`Sonic is ready: ${host.url}\n`)
  process.stderr.write(`Workspace ${workspace}. Ctrl+C ends it.\n`)
  if (options.open) openBrowser(host.url)
  await interrupted()
  await host.close()
  await service.close()
  return 0
}

/** A machine without a browser still has the address on its screen. */
function openBrowser(url: string): void {
  const [command, ...args] = browserCommand(url)
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function browserCommand(url: string): [string, ...string[]] {
  switch (process.platform) {
    case 'win32':
      return ['explorer.exe', url]
    case 'darwin':
      return ['open', url]
    default:
      return ['xdg-open', url]
  }
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}
