/**
 * One organisation from its logs to a verdict, in a process of its own: `node judge-organisation.ts '<organisation>'`. Prints
 * one line of JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeLogs, logVerdictSchema } from '../lib/judge-logs.ts'
import { forms } from './forms/index.ts'
import type { Organisation } from './live.ts'
import { shapes } from './shapes/index.ts'
import { writeOrganisation } from './write-organisation.ts'

const organisationSchema = z.object({
  seed: z.number(),
  shape: z.enum(Object.keys(shapes) as [keyof typeof shapes]),
  form: z.enum(Object.keys(forms) as [keyof typeof forms]),
  users: z.number(),
  days: z.number(),
  start: z.string(),
  isAttacked: z.boolean(),
}) satisfies z.ZodType<Organisation>

export const otherVerdictSchema = logVerdictSchema.extend({ organisation: organisationSchema })
export type OtherVerdict = z.infer<typeof otherVerdictSchema>

if (process.argv[1] === import.meta.filename) {
  setPriority(10)
  const organisation = organisationSchema.parse(JSON.parse(process.argv[2] ?? ''))
  process.stdout.write(`${JSON.stringify(await judge(organisation))}\n`)
}

async function judge(organisation: Organisation): Promise<OtherVerdict> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-organisation-'))
  try {
    const { files, labels } = writeOrganisation(organisation, folder)
    const paths = files.map((file) => join(folder, file))
    return { organisation, ...(await judgeLogs(paths, labels, folder)) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
