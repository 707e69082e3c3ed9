/**
 * One organisation from simulation to verdict, in a process of its own: `node judge-organisation.ts '<organisation>'`.
 * The labels are read only after the import. Prints one line of JSON.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { setPriority, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Act } from '../../core/event/act.ts'
import { attackOutcome, falseIncident, judgeIncidents } from '../../core/evaluate/incident-quality.ts'
import { labelsSchema } from '../../core/evaluate/labels.ts'
import { resources } from '../../core/host/resources.ts'
import { runImport } from '../../core/pipeline/import.ts'
import { simulate } from '../../core/simulate/simulate.ts'
import { Store } from '../../core/store/store.ts'
import { day } from '../../core/event/time-units.ts'

const organisationSchema = z.object({
  seed: z.number(),
  format: z.enum(['asa', 'fortigate']),
  users: z.number(),
  days: z.number(),
  start: z.string(),
})
export const verdictSchema = z.object({
  organisation: organisationSchema,
  attacks: z.array(attackOutcome),
  falseIncidents: z.array(falseIncident),
  /** Days on which somebody signed in, summed over people. */
  userDays: z.number(),
  alerts: z.number(),
  incidents: z.number(),
})
export type Verdict = z.infer<typeof verdictSchema>

if (process.argv[1] === import.meta.filename) {
  setPriority(10)
  const organisation = organisationSchema.parse(JSON.parse(process.argv[2] ?? ''))
  process.stdout.write(`${JSON.stringify(await judge(organisation))}\n`)
}

async function judge(organisation: z.infer<typeof organisationSchema>): Promise<Verdict> {
  const folder = mkdtempSync(join(tmpdir(), 'sonic-organisation-'))
  const store = new Store(join(folder, 'workspace.sqlite'))
  try {
    const { files, labels } = await simulate({ ...organisation, out: folder })
    const acts: Pick<Act, 'kind' | 'time' | 'user' | 'sourceIp' | 'places'>[] = []
    const userDays = new Set<string>()
    const report = await runImport(
      { id: 'judged', paths: files.map(({ file }) => join(folder, file)) },
      {
        store,
        modelsDir: resources.models,
        keepsEvents: false,
        signal: new AbortController().signal,
        onProgress: () => {},
        onCommit: () => {},
        onScored: (batch) => {
          for (const { kind, time, user, sourceIp, places } of batch.acts) {
            if (kind === 'start' && user !== '') userDays.add(`${user} ${Math.floor(time / day)}`)
            if (kind === 'start' || kind === 'attempt') acts.push({ kind, time, user, sourceIp, places })
          }
        },
      },
    )
    if (report.state !== 'done') throw new Error(report.error ?? 'The logs could not be read to their end.')
    const incidents = store.incidents().flatMap(({ id }) => store.incident(id) ?? [])
    const truth = labelsSchema.parse(JSON.parse(readFileSync(labels, 'utf8')))
    return {
      organisation,
      ...judgeIncidents(truth, { incidents, acts }),
      userDays: userDays.size,
      alerts: incidents.reduce((sum, { alerts }) => sum + alerts.length, 0),
      incidents: incidents.length,
    }
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}
