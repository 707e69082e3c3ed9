/**
 * `npm run bench`: what `sonic analyze` does with a simulated ASA log of 1,000,000 lines (or `-- --lines N`).
 * Lines and acts a second, seconds by stage, peak memory; `grep -c` of the same file in the same run is the base.
 * Machines differ and are noisy: compare the ratio, not the seconds. `-- --against REF` compares with another commit.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { compareWith } from './against.ts'
import { simulate } from '../core/simulate/simulate.ts'

const { values } = parseArgs({
  options: {
    lines: { type: 'string', default: '1000000' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
})
const seed = 4242

const reportSchema = z.object({
  totals: z.object({
    lines: z.number(),
    acts: z.record(z.string(), z.number()),
    alerts: z.number(),
    incidents: z.number(),
  }),
  speed: z.object({
    seconds: z.number(),
    peakMemoryBytes: z.number(),
    stages: z.record(z.string(), z.number()),
  }),
})

const folder = mkdtempSync(join(tmpdir(), 'sonic-bench-'))
try {
  const logs = join(folder, 'logs')
  const written = await simulate({
    users: 300,
    days: 60,
    seed,
    format: 'asa',
    lines: values.lines,
    out: logs,
  })
  const files = written.files.map(({ file }) => join(logs, file))
  if (values.against !== undefined) compareWith(values.against, files, Number(values.rounds))
  else measure(files)
} finally {
  rmSync(folder, { recursive: true })
}

function measure(files: string[]): void {
  const bytes = files.reduce((total, file) => total + statSync(file).size, 0)

  const base = secondsOf('grep', ['-c', '%ASA-', ...files])
  const sonic = resolve(import.meta.dirname, '..', 'core', 'cli', 'sonic.ts')
  const wall = secondsOf(process.execPath, [sonic, 'analyze', ...files, '--out', join(folder, 'out')])
  const { totals, speed } = reportSchema.parse(
    JSON.parse(readFileSync(join(folder, 'out', 'import.json'), 'utf8')),
  )
  const acts = Object.values(totals.acts).reduce((sum, count) => sum + count, 0)

  print({
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`,
    input: `${count(totals.lines)} lines, ${(bytes / 1e6).toFixed(0)} MB, ${count(acts)} acts, seed ${seed}`,
    found: `${count(totals.alerts)} alerts, ${count(totals.incidents)} incidents`,
    'whole command': `${wall.toFixed(1)} s`,
    'lines/s': count(totals.lines / wall),
    'acts/s': count(acts / wall),
    'peak memory': `${(speed.peakMemoryBytes / 2 ** 20).toFixed(0)} MiB`,
    'base, grep -c': `${base.toFixed(2)} s; sonic takes ${(wall / base).toFixed(0)} times as long`,
  })
  console.log('\nseconds of the reading thread (score: waiting for the scoring thread)')
  print(
    Object.fromEntries(
      Object.entries(speed.stages).map(([stage, seconds]) => [stage, `${seconds.toFixed(2)} s`]),
    ),
  )
}

function secondsOf(command: string, args: string[]): number {
  const begun = performance.now()
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
  return (performance.now() - begun) / 1000
}

function print(rows: Record<string, string>): void {
  for (const [name, value] of Object.entries(rows)) console.log(`${name.padEnd(16)} ${value}`)
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
