/**
 * `npm run bench -- --against REF`: analyses the same log with this checkout and with another commit's, alternately in one run,
 * and prints ratios: machines are noisy, and what disturbs one run disturbs the next one, too.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const root = resolve(import.meta.dirname, '..')
const reportSchema = z.object({
  totals: z.object({ lines: z.number() }),
  speed: z.object({ peakMemoryBytes: z.number() }),
})

interface Measured {
  /** Seconds on the wall, and of processors. */
  wall: number
  cpu: number
  /** MiB. */
  memory: number
  lines: number
}

/** Prints a line a round, and the ratios of the medians. */
export function compareWith(ref: string, files: readonly string[], rounds: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-against-'))
  const other = join(folder, 'checkout')
  try {
    execFileSync('git', ['worktree', 'add', '--detach', '--quiet', other, ref], { cwd: root })
    provideModules(other)
    const own: Measured[] = []
    const theirs: Measured[] = []
    for (let round = 0; round < rounds; round++) {
      // Who is first changes: the second finds the log in the cache of files.
      const order = round % 2 === 0 ? ([other, root] as const) : ([root, other] as const)
      for (const checkout of order) (checkout === root ? own : theirs).push(analyse(checkout, files, folder))
      console.log(`round ${round + 1}: here ${describe(own.at(-1))}; ${ref} ${describe(theirs.at(-1))}`)
    }
    const ratio = (of: (one: Measured) => number) => (median(own.map(of)) / median(theirs.map(of))).toFixed(2)
    console.log(
      `here to ${ref}: wall ${ratio(({ wall }) => wall)}, processor ${ratio(({ cpu }) => cpu)}, peak memory ${ratio(({ memory }) => memory)}, ` +
        `lines a second ${ratio(({ lines, wall }) => lines / wall)}`,
    )
  } finally {
    spawnSync('git', ['worktree', 'remove', '--force', other], { cwd: root })
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The modules of this checkout, where the other asks for the same; otherwise its own. */
function provideModules(checkout: string): void {
  const lock = (path: string): string => readFileSync(join(path, 'package-lock.json'), 'utf8')
  if (lock(checkout) === lock(root) && existsSync(join(root, 'node_modules')))
    cpSync(join(root, 'node_modules'), join(checkout, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    })
  else execFileSync('npm', ['ci', '--silent'], { cwd: checkout, stdio: ['ignore', 'ignore', 'inherit'] })
}

function analyse(checkout: string, files: readonly string[], folder: string): Measured {
  const out = join(folder, 'out')
  rmSync(out, { recursive: true, force: true })
  const sonic = join(checkout, 'core', 'cli', 'sonic.ts')
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" >/dev/null 2>&1'
  const command = [process.execPath, sonic, 'analyze', ...files, '--out', out]
  const { stderr, status } = spawnSync('bash', ['-c', script, 'bash', ...command], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command.join(' ')} ended with ${status}`)
  const [wall = NaN, user = NaN, system = NaN] = stderr.trim().split(' ').map(Number)
  const { totals, speed } = reportSchema.parse(JSON.parse(readFileSync(join(out, 'import.json'), 'utf8')))
  return { wall, cpu: user + system, memory: speed.peakMemoryBytes / 2 ** 20, lines: totals.lines }
}

function describe(measured: Measured | undefined): string {
  if (measured === undefined) return 'nothing'
  const { wall, cpu, memory } = measured
  return `${wall.toFixed(1)} s, processor ${cpu.toFixed(1)} s, ${memory.toFixed(0)} MiB`
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? NaN
}
