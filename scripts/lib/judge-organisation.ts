/**
 * One organisation from simulation to verdict, in a process of its own: `node judge-organisation.ts '<organisation>'`.
 * The labels are read only after the import. Prints one line of JSON.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { labelsSchema } from '../../core/evaluate/labels.ts'
import { simulate } from '../../core/simulate/simulate.ts'
import { judgeLogs, logVerdictSchema } from './judge-logs.ts'

const organisationSchema = z.object({
  seed: z.number(),
  format: z.enum(['asa', 'fortigate']),
  users: z.number(),
  days: z.number(),
  start: z.string(),
})
export const verdictSchema = logVerdictSchema.extend({ organisation: organisationSchema })
export type Verdict = z.infer<typeof verdictSchema>

if (process.argv[1] === import.meta.filename) {
  setPriority(10)
  const organisation = organisationSchema.parse(JSON.parse(process.argv[2] ?? ''))
  process.stdout.write(`${JSON.stringify(await judge(organisation))}\n`)
}

async function judge(organisation: z.infer<typeof organisationSchema>): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-organisation-'))
  try {
    const { files, labels } = await simulate({ ...organisation, out: folder })
    const truth = labelsSchema.parse(JSON.parse(readFileSync(labels, 'utf8')))
    const paths = files.map(({ file }) => join(folder, file))
    return { organisation, ...(await judgeLogs(paths, truth, folder)) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
