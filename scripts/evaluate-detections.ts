/**
 * Measures detection and correlation on simulated organisations and writes the figures into docs/detections.md:
 *
 *     npm run evaluate:detections -- [--seeds tuning|test] [--count 20] [--jobs 2] [--list] [--keep FOLDER]
 *
 * `--list` also prints every attack that was missed and every false incident; it is for the tuning seeds. `--keep` keeps
 * what each organisation gave and takes it from there the next time, so that a run can be taken up where it was
 * stopped; use a new folder after any change.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { verdictSchema } from './lib/judge-organisation.ts'
import type { Verdict } from './lib/judge-organisation.ts'
import { detectionsPath, writeSection } from './lib/markdown.ts'
import { organisationsOf } from './lib/organisations.ts'
import type { Organisation } from './lib/organisations.ts'
import { qualitySection } from './lib/quality-section.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: 'test' },
    count: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
const options = z
  .object({
    seeds: z.enum(['tuning', 'test']),
    count: z.coerce.number().int().min(2),
    jobs: z.coerce.number().int().min(1),
    list: z.boolean(),
    keep: z.string().optional(),
  })
  .parse(values)

const waiting = organisationsOf(options.seeds, options.count)
const verdicts: Verdict[] = []
await Promise.all(Array.from({ length: options.jobs }, work))
verdicts.sort((a, b) => a.organisation.seed - b.organisation.seed)
const section = qualitySection(verdicts, options.seeds)
console.log(section)
await writeSection(detectionsPath, 'quality', section)

async function work(): Promise<void> {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const verdict = kept(next) ?? (await judge(next))
    verdicts.push(verdict)
    keep(verdict)
    tell(verdict)
  }
}

function kept({ seed }: Organisation): Verdict | undefined {
  const path = pathOf(seed)
  if (path === undefined || !existsSync(path)) return undefined
  return verdictSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

function keep(verdict: Verdict): void {
  const path = pathOf(verdict.organisation.seed)
  if (path === undefined) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(verdict))
}

function pathOf(seed: number): string | undefined {
  return options.keep === undefined ? undefined : join(options.keep, `${seed}.json`)
}

/** @throws Error when the organisation's process fails */
function judge(organisation: Organisation): Promise<Verdict> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'lib', 'judge-organisation.ts'), JSON.stringify(organisation)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const text: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => text.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      if (code !== 0) reject(new Error(`Organisation ${organisation.seed} failed with exit code ${code}.`))
      else resolve(verdictSchema.parse(JSON.parse(Buffer.concat(text).toString('utf8'))))
    })
  })
}

function tell({ organisation, attacks, falseIncidents, userDays }: Verdict): void {
  const { seed, format, users, days } = organisation
  const missed = attacks.filter(({ found }) => !found)
  process.stderr.write(
    `${verdicts.length} of ${options.count}: ${seed} ${format}, ${users} people, ${days} days: ` +
      `${attacks.length - missed.length} of ${attacks.length} attacks, ${falseIncidents.length} false incidents in ${userDays} user-days\n`,
  )
  if (!options.list) return
  for (const { id, scenario, incidents, traces } of missed)
    process.stderr.write(
      `  missed ${id} ${scenario} (in ${traces} incidents, ${incidents} of medium or higher)\n`,
    )
  for (const { id, scenario, incidents } of attacks)
    if (incidents > 1) process.stderr.write(`  split ${id} ${scenario} into ${incidents}\n`)
  for (const { id, title, score, signals } of falseIncidents)
    process.stderr.write(`  false ${score} ${title} [${signals.join(', ')}] ${id}\n`)
}
