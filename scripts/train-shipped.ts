/**
 * Makes `models/`, the ensemble that ships with Sonic: simulates organisations without attacks and trains on them.
 * Seeded throughout, so the same commit makes the same models. `npm run train:shipped`, about a minute.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resources } from '../core/host/resources.ts'
import { writeGeneration } from '../core/models/registry.ts'
import { trainGeneration } from '../core/pipeline/train-generation.ts'
import { simulate } from '../core/simulate/simulate.ts'

const seed = 20260301
/** Part of the generation's name; a clock would make every run a different one. */
const created = Date.UTC(2026, 10, 22)

/** Two vendors and three sizes, none of them the seed of an example, a test or a bench. */
const organisations = [
  { users: 40, days: 60, seed: 90_001, format: 'asa' },
  { users: 150, days: 35, seed: 90_002, format: 'fortigate' },
  { users: 400, days: 21, seed: 90_003, format: 'asa' },
] as const

const folder = mkdtempSync(join(tmpdir(), 'sonic-train-'))
try {
  const jobs: { paths: string[] }[] = []
  for (const [index, organisation] of organisations.entries()) {
    const out = join(folder, String(index))
    const { files } = await simulate({ ...organisation, out, attacks: 'none' })
    jobs.push({ paths: files.map(({ file }) => join(out, file)) })
  }
  const description =
    `Normal traffic of ${organisations.length} simulated organisations: ` +
    organisations
      .map(
        ({ users, days, format, seed: own }) => `${users} people for ${days} days (${format}, seed ${own})`,
      )
      .join(', ')
  const { generation } = await trainGeneration(jobs, {
    seed,
    created,
    description,
    onStep: ({ step, share }) => {
      if (share === undefined) console.log(step)
    },
  })
  await writeGeneration(resources.models, generation)
  console.log(`${generation.manifest.generation} is in ${resources.models}`)
} finally {
  rmSync(folder, { recursive: true })
}
