/** `npm start`: builds the screens where a source is newer than they are, then opens the workstation. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

if (isStale()) {
  process.stderr.write('Building the screens, which takes a few seconds after a change…\n')
  const build = spawnSync('npm', ['run', '-s', 'build', '--', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (build.status !== 0) process.exit(build.status ?? 1)
}
process.stderr.write('Starting Sonic…\n')
const sonic = spawn(process.execPath, [join('core', 'cli', 'sonic.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => sonic.kill(signal))
sonic.on('exit', (code) => {
  process.exitCode = code ?? 0
})

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
