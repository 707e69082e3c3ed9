import { errorMessage } from '../event/error-message.ts'
import { Correlator } from '../correlate/correlator.ts'
import { CoverageTally } from '../detect/coverage.ts'
import { Detector } from '../detect/detector.ts'
import { ActAssembler } from '../enrich/act-assembler.ts'
import { openAsn } from '../enrich/asn.ts'
import { openGeo } from '../enrich/geo.ts'
import { actKinds, type Act } from '../event/act.ts'
import { catalogue } from '../features/catalogue.ts'
import { describeReason } from '../features/describe.ts'
import { Featuriser } from '../features/featuriser.ts'
import { vocabulary } from '../features/tokens.ts'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import type { Generation } from '../models/manifest.ts'
import { loadGeneration } from '../models/registry.ts'
import { ScoringClient } from '../models/scoring-client.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { findEarlier } from '../store/import-log.ts'
import type { Store } from '../store/store.ts'
import { ActReader } from './act-reader.ts'
import { Analysis, type Analysed } from './analysis.ts'
import { Learning, type Held } from './learning.ts'
import type { ImportJob } from './messages.ts'
import { ProgressMeter } from './progress-meter.ts'
import { createReport } from './create-report.ts'
import { dropQuarantine, quarantinePath, QuarantineWriter } from './quarantine.ts'
import { settleEarlier } from './settle-earlier.ts'
import { StageClock } from './stage-clock.ts'
import { createTrainingSet } from './training-set.ts'

/** Rows that go to the scoring worker at a time: measured best between 64 and 512. */
const batchRows = 512
/** Same input, same result. */
const seed = 1

export interface ImportContext {
  store: Store
  /** Folder of the shipped generation. */
  modelsDir: string
  signal: AbortSignal
  onProgress: (progress: ImportProgress) => void
  onCommit: () => void
  /** Every batch with its scores and the alerts it raised, in order: for measuring. */
  onScored?: Analysed
}

/**
 * Analyses captured input from beginning to end. Ends with a report in any case: cancelled or failed half-way, what
 * was found until then is committed and the report says so.
 * @throws Error when nothing could be begun (no such format, models that cannot be trusted, a full disk)
 */
export async function runImport(job: ImportJob, context: ImportContext): Promise<ImportReport> {
  const started = Date.now()
  const clock = new StageClock()
  const [geo, asn, reader, shipped] = await Promise.all([
    openGeo(),
    openAsn(),
    ActReader.open(job, context.signal),
    loadGeneration(context.modelsDir, { features: catalogue, vocabulary }),
  ])
  const { store } = context
  const replaces = settleEarlier(reader, findEarlier(store.connection, reader.contents()))
  const { fingerprint } = reader
  const { replaced } = store.beginImport(job.id, started, {
    fingerprint,
    contents: reader.contents(),
    replaces,
  })
  for (const { id } of replaced) await dropQuarantine(store.path, id)
  const quarantine = new QuarantineWriter(quarantinePath(store.path, job.id))
  const run = new ImportRun(job, context, clock, reader, shipped, await ScoringClient.open(shipped))
  const failure = await run.complete(new ActAssembler({ geo, asn }), quarantine)
  const report = createReport({
    job,
    reader,
    clock,
    started,
    finished: Date.now(),
    state: context.signal.aborted ? 'cancelled' : failure === undefined ? 'done' : 'failed',
    error: context.signal.aborted || failure === undefined ? undefined : errorMessage(failure),
    learning: run.learned,
    generation: run.generation,
    geo: { city: geo.date, asn: asn.date },
    alerts: run.analysis.alerts,
    incidents: run.analysis.incidents,
    acts: run.acts,
    modelAlerts: run.detector.modelAlerts,
    coverage: run.coverage.coverage(),
    quarantine: quarantine.report(),
    replaced,
  })
  try {
    context.store.finishImport(job.id, report)
    return report
  } catch (error) {
    return { ...report, state: 'failed', error: report.error ?? errorMessage(error) }
  }
}

/** What one import holds while it runs. */
class ImportRun {
  readonly analysis: Analysis
  readonly acts: Record<string, number> = Object.fromEntries(actKinds.map((kind) => [kind, 0]))
  learned: Omit<Held, 'batches'> = { acts: 0, days: 0, suffices: false, explanation: 'Nothing was read.' }
  generation: Generation
  readonly detector: Detector
  readonly coverage = new CoverageTally()
  readonly #paths: string
  readonly #context: ImportContext
  readonly #clock: StageClock
  readonly #reader: ActReader
  readonly #scoring: ScoringClient
  readonly #meter: ProgressMeter
  readonly #featuriser = new Featuriser()
  #learning: Learning | undefined = new Learning()
  /** Scoring waits for the ensemble that is being trained; reading does not. */
  #ready: Promise<void> = Promise.resolve()
  #step = 'starting'

  constructor(
    job: ImportJob,
    context: ImportContext,
    clock: StageClock,
    reader: ActReader,
    shipped: Generation,
    scoring: ScoringClient,
  ) {
    this.#context = context
    this.#clock = clock
    this.#reader = reader
    this.#scoring = scoring
    this.generation = shipped
    this.#paths = job.paths.join(', ')
    this.#meter = new ProgressMeter(job, context.onProgress)
    const width = catalogue.length
    this.detector = new Detector({
      features: catalogue,
      alertBudget: job.alertBudget,
      describe: describeReason,
      explain: (row, batch, scores) =>
        scoring.explain({
          row: batch.rows.slice(row * width, (row + 1) * width),
          usual: batch.usual.slice(row * width, (row + 1) * width),
          kind: batch.acts[row]?.kind ?? 'flow',
          fused: scores.fused[row] ?? 0,
        }),
    })
    this.analysis = new Analysis({
      importId: job.id,
      store: context.store,
      clock,
      score: async (batch) => {
        await this.#ready
        return scoring.score(batch)
      },
      detector: this.detector,
      correlator: new Correlator(),
      onSettled: () => this.#progress(),
      onCommit: context.onCommit,
      onScored: context.onScored,
    })
  }

  /** Reads, scores and commits all there is; what was read is also committed after a failure, which is given back. */
  async complete(assembler: ActAssembler, quarantine: QuarantineWriter): Promise<unknown> {
    const failures: unknown[] = []
    const steps = [
      () => this.#read(assembler, quarantine),
      () => this.#finish(),
      () => this.#scoring.close(),
      () => quarantine.close(),
    ]
    for (const step of steps) await step().catch((error: unknown) => failures.push(error))
    return failures[0]
  }

  async #read(assembler: ActAssembler, quarantine: QuarantineWriter): Promise<void> {
    if (this.#reader.problem !== undefined) throw new Error(this.#reader.problem)
    for await (const acts of this.#reader.acts(assembler, this.#clock, quarantine)) {
      for (let from = 0; from < acts.length; from += batchRows) {
        await this.#take(acts.slice(from, from + batchRows))
        this.#context.signal.throwIfAborted()
      }
      this.#progress(this.#learning ? 'reading, learning what is normal' : 'reading and scoring')
    }
    if (this.#reader.records === 0) throw new Error(`No record could be read from ${this.#paths}.`)
  }

  /** Scores what is still held back and commits everything, also after a failure or a cancel. */
  async #finish(): Promise<void> {
    if (this.#learning) await this.#releaseHeld()
    this.#progress('scoring')
    await this.analysis.finish()
  }

  async #take(acts: Act[]): Promise<void> {
    for (const act of acts) {
      this.acts[act.kind] = (this.acts[act.kind] ?? 0) + 1
      this.coverage.see(act)
    }
    const batch = this.#clock.measure('featurise', () => this.#featuriser.featurise(acts))
    if (!this.#learning) return this.analysis.push(batch)
    if (this.#learning.hold(batch)) await this.#releaseHeld()
  }

  async #releaseHeld(): Promise<void> {
    const held = this.#learning?.release()
    this.#learning = undefined
    if (!held) return
    const { batches, ...learned } = held
    this.learned = learned
    if (held.suffices && !this.#context.signal.aborted) this.#ready = this.#learn(held)
    for (const batch of batches) await this.analysis.push(batch)
  }

  async #learn(held: Held): Promise<void> {
    const data = this.#clock.measure('learn', () => createTrainingSet([held.batches]))
    // Part of the generation's name: of the log, not of the clock, so that the same log gives the same ensemble.
    const created = held.batches[0]?.acts[0]?.time ?? 0
    try {
      const trained = await trainOnWorker(data, { seed, created, description: held.explanation })
      await this.#scoring.load(trained)
      this.generation = trained
    } catch (error) {
      const explanation = `The log could not teach an ensemble (${errorMessage(error)}): the one that comes with Sonic was used.`
      this.learned = { ...this.learned, suffices: false, explanation }
    }
  }

  #progress(step = this.#step): void {
    this.#step = step
    this.#meter.show(step, {
      ...this.#reader.counts,
      bytesTotal: this.#reader.bytesTotal,
      alerts: this.analysis.alerts,
      incidents: this.analysis.incidents,
    })
  }
}
