import { ActAssembler } from '../enrich/act-assembler.ts'
import { openAsn } from '../enrich/asn.ts'
import { openGeo } from '../enrich/geo.ts'
import { emptyReport } from '../ingest/empty-report.ts'
import type { ImportReport } from '../ingest/import-report.ts'
import { isKept } from '../ingest/is-kept.ts'
import { readFeedback } from '../store/feedback.ts'
import { findEarlier, findImports, listImports } from '../store/import-log.ts'
import type { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import { ActReader } from './act-reader.ts'
import { createReport } from './create-report.ts'
import { boundHeapGrowth } from './heap-growth.ts'
import { ImportRun, type ImportContext } from './import-run.ts'
import type { ImportJob } from './messages.ts'
import { openChosen } from './open-scoring.ts'
import { keepQuarantines, quarantinePath, QuarantineWriter } from './quarantine.ts'
import { settleEarlier } from './settle-earlier.ts'
import { Stage } from './stage.ts'
import { StageClock } from './stage-clock.ts'

/**
 * Analyses captured input from beginning to end. Ends with a report in any case: cancelled or failed half-way, what
 * was found until then is committed and the report says so. Where it is to take the place of earlier imports, they stay
 * until it is whole; of one that does not come to its end only the report is kept then, and nothing of one that is cancelled
 * before it has begun.
 * @throws Error when nothing could be begun (no such format, models that cannot be trusted, a full disk)
 */
export async function runImport(job: ImportJob, context: ImportContext): Promise<ImportReport> {
  const started = Date.now()
  boundHeapGrowth()
  const clock = new StageClock()
  const reader = await ActReader.open(job, context.signal)
  const notBegun = emptyReport(job.id, 'cancelled', started)
  if (context.signal.aborted) return notBegun
  // Their thread starts while this one reads the tables of networks.
  const [{ chosen, scoring }, geo, asn] = await Promise.all([
    openChosen(context.modelsDir, context),
    openGeo(),
    openAsn(),
  ])
  if (context.signal.aborted) {
    await scoring.abandon()
    return notBegun
  }
  const { feedback, stage, quarantine } = await begin(job, { context, reader, started }).catch(
    async (error: unknown) => {
      await scoring.close()
      throw translateError(error, context.store.path)
    },
  )
  const { fallback } = scoring.engine
  const run = new ImportRun(job, { ...context, store: stage.store }, clock, reader, chosen, scoring, feedback)
  const outcome = await run.complete(new ActAssembler({ geo, asn }), quarantine)
  const report = stage.land(outcome.state === 'done', (counts) =>
    createReport({
      job,
      reader,
      clock,
      started,
      finished: Date.now(),
      ...outcome,
      learning: run.learned,
      withheld: run.analysis.withheld,
      coverage: run.analysis.coverage(),
      chosen,
      notices: [
        ...chosen.notices,
        ...(fallback === undefined ? [] : [`${fallback} The CPU was used instead.`]),
        ...run.analysis.notices,
      ],
      settings: run.settings,
      generation: run.generation,
      geo: { city: geo.date, asn: asn.date },
      ...counts,
      acts: run.analysis.acts,
      repeats: run.analysis.repeats,
      modelAlerts: run.detector.modelAlerts,
      quarantine: quarantine.report(),
      replaced: [],
    }),
  )
  // What cannot be dropped now is tried again after the next import.
  await dropStrayQuarantines(context.store, isKept(report) ? [] : [job.id]).catch(() => {})
  return report
}

/** Drops the rejected lines of imports that are no longer there or never came to be. */
async function dropStrayQuarantines(store: Store, others: readonly string[]): Promise<void> {
  const ids = listImports(store.connection).filter((id) => !others.includes(id))
  await keepQuarantines(store.path, ids)
}

/** Begins the import in the workspace or, where it is to take the place of others, beside it. */
async function begin(
  job: ImportJob,
  { context: { store }, reader, started }: { context: ImportContext; reader: ActReader; started: number },
) {
  // The alerts that come again have the same ids.
  const feedback = readFeedback(store.connection)
  const ids = settleEarlier(reader, findEarlier(store.connection, reader.contents()))
  const { fingerprint } = reader
  const stage = new Stage(store, {
    id: job.id,
    started,
    fingerprint,
    earlier: findImports(store.connection, { fingerprint, ids }),
  })
  try {
    stage.store.beginImport(job.id, started, {
      fingerprint,
      contents: reader.contents(),
      reading: { ...job, folder: process.cwd() },
    })
  } catch (error) {
    stage.abandon()
    throw error
  }
  return { feedback, stage, quarantine: new QuarantineWriter(quarantinePath(store.path, job.id)) }
}
