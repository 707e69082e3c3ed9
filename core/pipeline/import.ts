import { emptyReport } from '../ingest/empty-report.ts'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import { isKept } from '../ingest/is-kept.ts'
import { defaultSettings } from '../settings/settings.ts'
import { listImports } from '../store/import-log.ts'
import { Policies } from '../store/policies.ts'
import { readPositions } from '../store/positions.ts'
import type { StoredImport } from '../store/past-imports.ts'
import type { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import type { Analysed } from './analysis.ts'
import { beginImport, type Begun } from './begin-import.ts'
import type { Conditions } from './choose-generation.ts'
import { completeStream } from './complete-stream.ts'
import { createReport } from './create-report.ts'
import { openEngine } from './engine.ts'
import { boundHeapGrowth } from './heap-growth.ts'
import { InputFiles } from './input-files.ts'
import type { ImportJob } from './messages.ts'
import { openStream } from './open-stream.ts'
import { replayImport } from './replay-import.ts'
import { ProgressMeter } from './progress-meter.ts'
import { keepQuarantines, quarantinePath } from './quarantine.ts'
import { startReading } from './reading/start-reading.ts'
import { StageClock } from './stage-clock.ts'

interface ImportContext extends Partial<Conditions> {
  store: Store
  /** Folder of the shipped generation. */
  modelsDir: string
  signal: AbortSignal
  onProgress: (progress: ImportProgress) => void
  onCommit: () => void
  /** Whether it is to be the only import of the workspace: what others have left is dropped, but for one that it goes on with. */
  isAlone?: boolean
  /** Whether every event is kept, to be searched. Default: yes. */
  keepsEvents?: boolean
  /** See `Analysis`. */
  graceMs?: number | undefined
  /** See `startReading`. */
  readsOnThread?: boolean | undefined
  /** See `LocalReading`. */
  markMs?: number | undefined
  /** Epoch ms: what happened later is as if it were not there. */
  asOf?: number | undefined
  /** Every batch with its scores and the alerts it raised, in order: for measuring. */
  onScored?: Analysed
}

/**
 * Analyses captured input. Of what earlier imports have read only what is new is taken in; one that did not come to
 * its end is gone on with. Ends with a report in any case: cancelled or failed half-way, what was committed until then stays
 * and the report says so.
 * @throws Error when nothing could be begun (no such format, models that cannot be trusted, a full disk)
 */
export async function runImport(job: ImportJob, context: ImportContext): Promise<ImportReport> {
  const started = Date.now()
  boundHeapGrowth()
  const { signal, settings = defaultSettings } = context
  const clock = new StageClock()
  const files = await InputFiles.open(job)
  const notBegun = emptyReport(job.id, 'cancelled', started)
  if (signal.aborted) return notBegun
  const engine = await openEngine(context.modelsDir, context)
  const { chosen, scoring } = engine
  if (signal.aborted) {
    await scoring.abandon()
    return notBegun
  }
  let begun: Begun | undefined
  try {
    begun = beginImport(job, { ...context, files, started, settings, chosen })
  } catch (error) {
    await scoring.close()
    throw translateError(error, context.store.path)
  }
  if (begun === undefined) {
    await scoring.close()
    return nothingNew(job, { files, started, store: context.store })
  }
  const { stage, others } = begun
  const { store } = stage
  const replay = async (imports: readonly StoredImport[]): Promise<void> => {
    for (const one of imports)
      await replayImport(one, { ...context, from: context.store, into: store, onReplayed: () => {} })
  }
  try {
    await replay(others.before)
  } catch (error) {
    stage.abandon()
    await scoring.abandon()
    if (signal.aborted) return notBegun
    throw translateError(error, context.store.path)
  }
  const meter = new ProgressMeter(job, context.onProgress)
  const { stream, learnedUntil } = await openStream({
    ...context,
    importId: job.id,
    store,
    engine,
    settings,
    // The alerts that come again have the same ids.
    policies: new Policies(context.store),
    clock,
    holdsBack: true,
    onStep: (open, step) =>
      meter.show(step, {
        ...open.counts,
        bytesTotal: files.bytesTotal,
        acts: open.acts,
        alerts: open.analysis.alerts,
        incidents: open.analysis.incidents,
      }),
  })
  const plan = {
    importId: job.id,
    job,
    files: files.sources,
    contents: new Map(files.contents().map(({ path, fingerprint }) => [path, fingerprint])),
    quarantine: quarantinePath(context.store.path, job.id),
    taken: readPositions(store, job.id),
    keepsEvents: context.keepsEvents ?? true,
    learnedUntil,
    asOf: context.asOf,
    markMs: context.markMs,
  }
  const reading = startReading(plan, { store, signal, onThread: context.readsOnThread })
  const outcome = await completeStream(stream, {
    reading,
    problem: () =>
      files.problem ??
      (stream.counts.lines > stream.counts.rejected
        ? undefined
        : `No record could be read from ${job.paths.join(', ')}.`),
    signal,
    scoring,
    after: () => replay(others.after),
  })
  const read = await reading.report()
  const report = stage.land(outcome.state === 'done', (counts) =>
    createReport({
      job,
      files,
      ...read,
      engine,
      stream,
      clock,
      started,
      settings,
      ...outcome,
      ...counts,
    }),
  )
  // What cannot be dropped now is tried again after the next import.
  await dropStrayQuarantines(context.store, isKept(report) ? [] : [job.id]).catch(() => {})
  return report
}

/** Drops the rejected lines of imports that are no longer there or never came to be. */
async function dropStrayQuarantines(store: Store, others: readonly string[]): Promise<void> {
  const ids = listImports(store).filter((id) => !others.includes(id))
  await keepQuarantines(store.path, ids)
}

/** The report of an import of files that were all read before; it is not kept. */
function nothingNew(
  job: ImportJob,
  { files, started, store }: { files: InputFiles; started: number; store: Store },
): ImportReport {
  const [last] = store.imports().filter(({ state }) => state === 'done')
  return {
    ...emptyReport(job.id, 'done', started),
    finished: Date.now(),
    sources: files.reports([]),
    coverage: last?.coverage ?? [],
    notices: ['All of this was read before: nothing in it is new.'],
  }
}
