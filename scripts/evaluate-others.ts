/**
 * Measures detection on organisations of a second simulator, which shares nothing with the first and is used for measuring
 * only, and writes the figures into docs/detections.md:
 *
 *     npm run evaluate:others -- [--rounds 1] [--seed 4100] [--jobs 2] [--list] [--keep FOLDER]
 *
 * `--list` also prints every attack that was missed and every false incident. `--keep` is as that of evaluate:detections.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { judgeAll } from './lib/judge-all.ts'
import { detectionsPath, writeSection } from './lib/markdown.ts'
import { otherVerdictSchema, type OtherVerdict } from './second-simulator/judge-organisation.ts'
import { otherOrganisations } from './second-simulator/organisations.ts'
import { othersSection } from './lib/others-section.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '1' },
    seed: { type: 'string', default: '4100' },
    jobs: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    keep: { type: 'string' },
  },
})
const options = z
  .object({
    rounds: z.coerce.number().int().min(1),
    seed: z.coerce.number().int().min(1),
    jobs: z.coerce.number().int().min(1),
    list: z.boolean(),
    keep: z.string().optional(),
  })
  .parse(values)

const organisations = otherOrganisations(options.seed, options.rounds)
const verdicts = await judgeAll({
  entry: join(import.meta.dirname, 'second-simulator', 'judge-organisation.ts'),
  organisations,
  nameOf: ({ seed, shape, form }) => `${seed}-${shape}-${form}`,
  schema: otherVerdictSchema,
  jobs: options.jobs,
  keep: options.keep,
  tell,
})
const section = othersSection(verdicts)
console.log(section)
await writeSection(detectionsPath, 'others', section)

function tell({ organisation, attacks, falseIncidents, userDays }: OtherVerdict, done: number): void {
  const { seed, shape, form, users, days } = organisation
  const missed = attacks.filter(({ found }) => !found)
  process.stderr.write(
    `${done} of ${organisations.length}: ${seed} ${shape} by ${form}, ${users} accounts, ${days} days: ` +
      `${attacks.length - missed.length} of ${attacks.length} attacks, ${falseIncidents.length} false incidents in ${userDays} user-days\n`,
  )
  if (!options.list) return
  for (const { scenario, incidents, traces } of missed)
    process.stderr.write(`  missed ${scenario} (in ${traces} incidents, ${incidents} of medium or higher)\n`)
  for (const { title, score, signals } of falseIncidents)
    process.stderr.write(`  false ${score} ${title} [${signals.join(', ')}]\n`)
}
