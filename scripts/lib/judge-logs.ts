import { join } from 'node:path'
import { z } from 'zod'
import type { Act } from '../../core/event/act.ts'
import { attackOutcome, falseIncident, judgeIncidents } from '../../core/evaluate/incident-quality.ts'
import { AttackLines, type Labels } from '../../core/evaluate/labels.ts'
import { day } from '../../core/event/time-units.ts'
import { resources } from '../../core/host/resources.ts'
import { runImport } from '../../core/pipeline/import.ts'
import { Store } from '../../core/store/store.ts'

export const logVerdictSchema = z.object({
  attacks: z.array(attackOutcome),
  falseIncidents: z.array(falseIncident),
  /** Days on which somebody signed in, summed over people. */
  userDays: z.number(),
  alerts: z.number(),
  incidents: z.number(),
  /** Of the incidents in the order in which they are listed, whether each tells of an attack; the first 20. */
  ranking: z.array(z.boolean()),
})
export type LogVerdict = z.infer<typeof logVerdictSchema>

const ranked = 20

/**
 * Imports logs into a workspace in `folder` and holds what is found against the labels.
 * @throws Error where they cannot be read to their end
 */
export async function judgeLogs(paths: string[], truth: Labels, folder: string): Promise<LogVerdict> {
  const store = new Store(join(folder, 'workspace.sqlite'))
  try {
    const acts: Pick<Act, 'kind' | 'time' | 'user' | 'sourceIp' | 'places'>[] = []
    const userDays = new Set<string>()
    const report = await runImport(
      { id: 'judged', paths },
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
    const lines = new AttackLines(truth)
    return {
      ...judgeIncidents(truth, { incidents, acts }),
      userDays: userDays.size,
      alerts: incidents.reduce((sum, { alerts }) => sum + alerts.length, 0),
      incidents: incidents.length,
      ranking: incidents
        .slice(0, ranked)
        .map(({ alerts }) => alerts.some(({ events }) => lines.attacksOf(events).size > 0)),
    }
  } finally {
    store.close()
  }
}
