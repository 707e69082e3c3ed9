/**
 * `npm run bench:floods`: what `sonic analyze` does with floods of sign-ins of which each would be an alert, against as many
 * ordinary sign-ins in the same run; and with many small files, against the same lines in one (`-- --short`: a tenth of it).
 * Machines differ and are noisy: compare the ratios, not the seconds.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { floodLines, floodShapes } from '../core/pipeline/flood.fixture.ts'
import { day } from '../core/event/time-units.ts'

const { values } = parseArgs({ options: { short: { type: 'boolean', default: false } } })
const acts = values.short ? 5_000 : 50_000
const files = values.short ? 5_000 : 50_000
const linesOfOne = 6

const reportSchema = z.object({
  totals: z.object({ alerts: z.number(), repeats: z.number().default(0), incidents: z.number() }),
  speed: z.object({ peakMemoryBytes: z.number() }),
})

interface Run {
  seconds: number
  memory: number
  found: string
}

const folder = mkdtempSync(join(tmpdir(), 'sonic-floods-'))
try {
  console.log(`${count(acts)} sign-ins, one a minute`)
  const ordinary = analyse(writeFlood('regulars'))
  print('regulars', ordinary, ordinary)
  for (const shape of floodShapes.filter((one) => one !== 'regulars'))
    print(shape, analyse(writeFlood(shape)), ordinary)
  console.log(`\n${count(acts)} sign-ins, all in a day`)
  const busy = analyse(writeFlood('regulars', day / acts))
  print('regulars', busy, busy)
  print('large-crowd', analyse(writeFlood('large-crowd', day / acts)), busy)

  console.log(`\n${count(files)} files of ${linesOfOne} lines`)
  const { one, many } = writeFiles()
  const base = analyse(one)
  print('one file', base, base)
  print('many files', analyse(many), base)
} finally {
  rmSync(folder, { recursive: true })
}

function writeFlood(shape: (typeof floodShapes)[number], every?: number): string {
  const path = join(folder, `${shape}.log`)
  writeFileSync(path, [...floodLines(shape, acts, every)].join(''))
  return path
}

function writeFiles(): { one: string; many: string } {
  const lines = [...floodLines('regulars', (files * linesOfOne) / 2, 20_000)]
  const [one, many] = [join(folder, 'one.log'), join(folder, 'many')]
  writeFileSync(one, lines.join(''))
  mkdirSync(many)
  for (let i = 0; i < files; i++)
    writeFileSync(join(many, `vpn.${i}.log`), lines.slice(i * linesOfOne, (i + 1) * linesOfOne).join(''))
  return { one, many }
}

function analyse(path: string): Run {
  const sonic = resolve(import.meta.dirname, '..', 'core', 'cli', 'sonic.ts')
  const out = join(folder, 'out')
  const begun = performance.now()
  const { status, stderr } = spawnSync(process.execPath, [sonic, 'analyze', path, '--out', out], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(`analyze ${path} ended with ${status}: ${stderr}`)
  const seconds = (performance.now() - begun) / 1000
  const { totals, speed } = reportSchema.parse(JSON.parse(readFileSync(join(out, 'import.json'), 'utf8')))
  const found = `${count(totals.alerts)} alerts and ${count(totals.repeats)} more like them, ${count(totals.incidents)} incidents`
  return { seconds, memory: speed.peakMemoryBytes, found }
}

function print(name: string, { seconds, memory, found }: Run, base: Run): void {
  const ratio = (seconds / base.seconds).toFixed(1)
  const mebibytes = (memory / 2 ** 20).toFixed(0)
  console.log(
    `${name.padEnd(12)} ${seconds.toFixed(1)} s, ${ratio} times the base; ${mebibytes} MiB; ${found}`,
  )
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en-US')
}
