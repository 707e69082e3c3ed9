/**
 * Measures detection and correlation on simulated organisations and writes the figures into docs/detections.md:
 *
 *     npm run evaluate:detections -- [--seeds tuning|test] [--count 20] [--jobs 2] [--list] [--keep FOLDER]
 *
 * `--list` also prints every attack that was missed and every false incident; it is for the tuning seeds. `--keep` keeps
 * what each organisation gave and takes it from there the next time, so that a run can be taken up where it was
 * stopped; use a new folder after any change.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { judgeAll } from './lib/judge-all.ts'
import { verdictSchema } from './lib/judge-organisation.ts'
import type { Verdict } from './lib/judge-organisation.ts'
import { detectionsPath, writeSection } from './lib/markdown.ts'
import { organisationsOf } from './lib/organisations.ts'
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

const verdicts = await judgeAll({
  entry: join(import.meta.dirname, 'lib', 'judge-organisation.ts'),
  organisations: organisationsOf(options.seeds, options.count),
  nameOf: ({ seed }) => String(seed),
  schema: verdictSchema,
  jobs: options.jobs,
  keep: options.keep,
  tell,
})
const section = qualitySection(verdicts, options.seeds)
console.log(section)
await writeSection(detectionsPath, 'quality', section)

function tell({ organisation, attacks, falseIncidents, userDays }: Verdict, done: number): void {
  const { seed, format, users, days } = organisation
  const missed = attacks.filter(({ found }) => !found)
  process.stderr.write(
    `${done} of ${options.count}: ${seed} ${format}, ${users} people, ${days} days: ` +
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
