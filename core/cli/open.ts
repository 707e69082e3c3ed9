import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorMessage } from '../event/error-message.ts'
import { runtimeObstacle } from '../models/runtime-platform.ts'
import { resources } from '../host/resources.ts'
import { serve } from './serve.ts'
import { tell } from './print.ts'

const electronHome = join(resources.root, 'node_modules', 'electron')
/** A download that has not finished by then is left for another day. */
const downloadTimeoutMs = 120_000

/** `sonic`: the desktop window where Electron's runtime can be had, the same workstation in the browser where it can't. */
export async function open(): Promise<number> {
  const cannotScore = runtimeObstacle()
  if (cannotScore !== undefined) tell(cannotScore)
  const obstacle = findObstacle()
  const outcome = obstacle === undefined ? await runWindow() : { obstacle }
  if (!('obstacle' in outcome)) return outcome.status
  tell(`No desktop window: ${outcome.obstacle}. Opening the same workstation in the browser.`)
  return serve({ port: 0, open: true })
}

/** Why there can be no desktop window, or undefined. */
function findObstacle(): string | undefined {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  if (!existsSync(join(resources.root, 'out', 'main', 'main.js')))
    return 'its shell is not built (npm run build)'
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) return 'this machine has no display'
  if (existsSync(electronPath())) return undefined
  const install = spawnSync(process.execPath, [join(electronHome, 'install.js')], {
    stdio: 'ignore',
    timeout: downloadTimeoutMs,
  })
  if (install.status === 0 && existsSync(electronPath())) return undefined
  return 'the Electron runtime could not be downloaded'
}

function electronPath(): string {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const pathFile = join(electronHome, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  return override ? join(override, name) : join(electronHome, 'dist', name)
}

/** Runs the window until a person closes it; a window that never came up is an obstacle. */
function runWindow(): Promise<{ status: number } | { obstacle: string }> {
  return new Promise((done) => {
    let isShown = false
    let isAsked = false
    const child = spawn(electronPath(), [resources.root], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    const pass = (signal: NodeJS.Signals): void => {
      isAsked = true
      child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    for (const signal of signals) process.on(signal, pass)
    child.on('message', () => {
      isShown = true
    })
    child.on('error', (error) => done({ obstacle: `it could not be started (${errorMessage(error)})` }))
    child.on('exit', (code, signal) => {
      for (const passed of signals) process.off(passed, pass)
      if (code === 0 || isShown || isAsked) return done({ status: code ?? 0 })
      const how = signal === null ? `with status ${code}` : `by ${signal}`
      done({ obstacle: `it ended ${how} before it was shown; what it said is above` })
    })
  })
}
