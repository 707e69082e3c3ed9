import type { ImportReport } from '../ingest/import-report.ts'
import type { OpenLive } from '../ingest/live-source.ts'
import { realPace, type Pace } from '../ingest/sources/pace.ts'
import { defaultSettings } from '../settings/settings.ts'
import { KnownRecords } from '../store/known-records.ts'
import { Policies } from '../store/policies.ts'
import { readLatestPositions, readPositions } from '../store/positions.ts'
import type { Store } from '../store/store.ts'
import { translateError } from '../store/workspace-error.ts'
import type { Analysed } from './analysis.ts'
import type { Conditions } from './choose-generation.ts'
import { completeStream } from './complete-stream.ts'
import { createReport } from './create-report.ts'
import { openEngine } from './engine.ts'
import { boundHeapGrowth } from './heap-growth.ts'
import { InputFiles } from './input-files.ts'
import type { LiveCounts } from './live/live-messages.ts'
import type { ImportJob } from './messages.ts'
import { openStream } from './open-stream.ts'
import type { Outputs } from './publishing/compose.ts'
import { quarantinePath, QuarantineWriter } from './quarantine.ts'
import { LocalReading } from './reading/local-reading.ts'
import { openLive } from './reading/open-live.ts'
import { Stage } from './stage.ts'
import { StageClock, type Stage as WorkStage } from './stage-clock.ts'

interface FollowContext extends Partial<Conditions> {
  store: Store
  /** Folder of the shipped generation. */
  modelsDir: string
  /** Ends the following. */
  signal: AbortSignal
  onCommit: () => void
  /** What is read besides the files of the job. */
  live?: readonly OpenLive[]
  /** The clock on the wall; a test has one of its own. */
  pace?: Pace
  /** Topics that results go to besides the workspace, by its outbox: wake its `Publisher` at each commit. */
  outputs?: Outputs
  /** How far it is, and the seconds of work in each stage; called often. */
  onStep?: (counts: LiveCounts, stages: Record<WorkStage, number>) => void
  /** Every batch with its scores and the alerts it raised, in order. */
  onScored?: Analysed
}

/**
 * Follows files as they grow and reads other live sources, until the signal aborts: what they hold is read first, then what is written to them. Results
 * are committed every second. The stream begins with the ensemble there is, and goes over to one of its own when it has
 * seen enough. What was taken in before is not taken in again.
 * @throws Error when nothing could be begun
 */
export async function follow(job: ImportJob, context: FollowContext): Promise<ImportReport> {
  const { store, signal, settings = defaultSettings, pace = realPace, live = [], outputs, onCommit } = context
  const started = Date.now()
  boundHeapGrowth()
  const clock = new StageClock()
  const files = await InputFiles.open(job)
  if (job.paths.length > 0 && files.problem !== undefined) throw new Error(files.problem)
  const engine = await openEngine(context.modelsDir, context)
  const { scoring } = engine
  // Nothing but itself is like what is read live.
  const fingerprint = live.length > 0 ? job.id : files.fingerprint
  const stage = new Stage(store, { id: job.id, started, fingerprint, earlier: [] })
  try {
    // Their contents are not named: a file that grows has another at every moment.
    store.beginImport(job.id, started, { fingerprint, reading: { ...job, folder: process.cwd() } })
  } catch (error) {
    await scoring.close()
    throw translateError(error, store.path)
  }
  // The end of what is followed is the end of the input: what is under way then comes to its end, but no ensemble is learned any more.
  const halt = new AbortController()
  const { stream, learnedUntil } = await openStream({
    ...context,
    importId: job.id,
    engine,
    settings,
    policies: new Policies(store),
    clock,
    signal: halt.signal,
    holdsBack: false,
    onStep: ({ counts, acts, analysis: { alerts, incidents } }) => {
      const { lines, rejected } = counts
      context.onStep?.({ lines, rejected, acts, alerts, incidents }, clock.seconds())
    },
    onCommit,
    outputs,
  })
  const { batches, reports } = openLive(files.sources, job, {
    live,
    signal,
    pace,
    positions: readLatestPositions(store),
  })
  const reading = new LocalReading({
    batches,
    sources: reports,
    signal,
    keepsEvents: true,
    tellsRejected: outputs?.deadLetters !== undefined,
    learnedUntil,
    known: new KnownRecords(store, job.id),
    taken: readPositions(store, job.id),
    quarantine: new QuarantineWriter(quarantinePath(store.path, job.id)),
    isLive: true,
    // Ticks are marks.
    markMs: Infinity,
  })
  const outcome = await completeStream(stream, {
    reading,
    problem: () => undefined,
    signal: halt.signal,
    scoring,
    after: () => Promise.resolve(),
  })
  halt.abort()
  // It ends when it is ended.
  const { error } = outcome
  const state = error === undefined ? 'done' : 'failed'
  const read = await reading.report()
  return stage.land(true, (counts) =>
    createReport({
      job,
      files,
      ...read,
      engine,
      stream,
      clock,
      started,
      settings,
      state,
      error,
      ...counts,
    }),
  )
}
