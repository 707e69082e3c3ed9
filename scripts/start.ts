/** `npm start`: the desktop window where Electron's runtime can be had, the same workstation in the browser where it can't. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const electronHome = join(root, 'node_modules', 'electron')
/** A download that has not finished by then is left for another day. */
const downloadTimeoutMs = 120_000

if (isStale()) run('electron-vite', ['build', '--logLevel', 'warn'])
const missing = findObstacle()
if (missing === undefined) {
  await runUntilEnd(electronPath(), ['.', ...process.argv.slice(2)])
} else {
  console.log(`No desktop window: ${missing}. Opening the same workstation in the browser.`)
  await runUntilEnd(process.execPath, [join('core', 'cli', 'sonic.ts'), 'serve', ...process.argv.slice(2)])
}

/** Why there can be no desktop window, or undefined. */
function findObstacle(): string | undefined {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    return 'this machine has no display'
  }
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

/** Whether any source is newer than the last build. */
function isStale(): boolean {
  const built = join(root, 'out', 'renderer', 'index.html')
  if (!existsSync(built)) return true
  const since = statSync(built).mtimeMs
  return ['renderer', 'core', 'electron'].some((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).some(
      (entry) => entry.isFile() && statSync(join(entry.parentPath, entry.name)).mtimeMs > since,
    ),
  )
}

function run(command: string, args: string[]): void {
  const bin = join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${command}.cmd` : command)
  const result = spawnSync(bin, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.status !== 0) process.exit(result.status ?? 1)
}

function runUntilEnd(command: string, args: string[]): Promise<void> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
    child.on('exit', (code) => {
      process.exitCode = code ?? 0
      done()
    })
  })
}
