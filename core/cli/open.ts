import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { resources } from '../host/resources.ts'
import { serve } from './serve.ts'

const electronHome = join(resources.root, 'node_modules', 'electron')
/** A download that has not finished by then is left for another day. */
const downloadTimeoutMs = 120_000

/** `sonic`: the desktop window where Electron's runtime can be had, the same workstation in the browser where it can't. */
export async function open(): Promise<number> {
  const obstacle = findObstacle()
  if (obstacle === undefined) return runWindow()
  process.stderr.write(`No desktop window: ${obstacle}. Opening the same workstation in the browser.\n`)
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

function runWindow(): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(electronPath(), [resources.root], { stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.on('error', fail)
    child.on('exit', (code) => done(code ?? 0))
  })
}
