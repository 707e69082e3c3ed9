import { errorMessage } from '../event/error-message.ts'
import { Correlator } from '../correlate/correlator.ts'
import type { Detector } from '../detect/detector.ts'
import type { ActAssembler } from '../enrich/act-assembler.ts'
import type { Act } from '../event/act.ts'
import type { ImportProgress, ImportReport } from '../ingest/import-report.ts'
import type { Generation } from '../models/manifest.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { TrainingData, TrainingOptions } from '../models/train.ts'
import { trainOnWorker } from '../models/train-on-worker.ts'
import { defaultSettings, type Settings } from '../settings/settings.ts'
import type { Feedback } from '../store/feedback.ts'
import type { Store } from '../store/store.ts'
import { batchRows } from './act-queue.ts'
import type { ActReader } from './act-reader.ts'
import { Analysis, type Analysed } from './analysis.ts'
import type { ChosenGeneration, Conditions } from './choose-generation.ts'
import { createDetector } from './create-detector.ts'
import { EventRecorder } from './event-recorder.ts'
import { Learning, type Held } from './learning.ts'
import type { ImportJob } from './messages.ts'
import { ProgressMeter } from './progress-meter.ts'
import type { QuarantineWriter } from './quarantine.ts'
import type { StageClock } from './stage-clock.ts'
import { createTrainingSet } from './training-set.ts'

/** Same input, same result. */
const seed = 1

export interface ImportContext extends Partial<Conditions> {
  store: Store
  /** Folder of the shipped generation. */
  modelsDir: string
  signal: AbortSignal
  onProgress: (progress: ImportProgress) => void
  onCommit: () => void
  /** Whether every event is kept, to be searched. Default: yes. */
  keepsEvents?: boolean
  /** See `Analysis`. */
  graceMs?: number | undefined
  /** Every batch with its scores and the alerts it raised, in order: for measuring. */
  onScored?: Analysed
}

/** How an import ended. */
export type Outcome = Pick<ImportReport, 'state' | 'error'>

/** What one import holds while it runs. */
export class ImportRun {
  readonly analysis: Analysis
  learned: Omit<Held, 'batches'> = { acts: 0, days: 0, suffices: false, explanation: 'Nothing was read.' }
  generation: Generation
  readonly settings: Settings
  readonly detector: Detector
  readonly #paths: string
  readonly #context: ImportContext
  readonly #clock: StageClock
  readonly #reader: ActReader
  readonly #scoring: ScoringClient
  readonly #meter: ProgressMeter
  readonly #events: EventRecorder | undefined
  #learning: Learning | undefined = new Learning()
  /** Scoring waits for the ensemble that is being trained; reading does not. */
  #ready: Promise<void> = Promise.resolve()
  #step = 'starting'

  constructor(
    job: ImportJob,
    context: ImportContext,
    clock: StageClock,
    reader: ActReader,
    chosen: ChosenGeneration,
    scoring: ScoringClient,
    feedback: Feedback,
  ) {
    this.#context = context
    this.settings = context.settings ?? defaultSettings
    this.#clock = clock
    this.#reader = reader
    this.#scoring = scoring
    this.generation = chosen.generation
    if (chosen.from === 'own') {
      this.#learning = undefined
      this.learned = { ...this.learned, explanation: chosen.explanation }
    }
    this.#paths = job.paths.join(', ')
    this.#events = context.keepsEvents === false ? undefined : new EventRecorder(context.store, job.id)
    this.#meter = new ProgressMeter(job, context.onProgress)
    this.detector = createDetector(this.settings, feedback, Date.now())
    this.analysis = new Analysis({
      importId: job.id,
      store: context.store,
      clock,
      score: async (batch) => {
        await this.#ready
        return scoring.score(batch)
      },
      explain: (requests) => scoring.explainAll(requests),
      detector: this.detector,
      correlator: new Correlator(),
      signal: context.signal,
      graceMs: context.graceMs,
      onSettled: () => this.#progress(),
      onCommit: context.onCommit,
      onScored: context.onScored,
    })
  }

  /**
   * Reads, scores and commits all there is; what was read is also committed after a failure, which is given back, and of a
   * cancelled import what could be scored in a moment.
   */
  async complete(assembler: ActAssembler, quarantine: QuarantineWriter): Promise<Outcome> {
    const failures: unknown[] = []
    let isCancelled = false
    const steps = [
      () => this.#read(assembler, quarantine),
      () => this.#finish(),
      // A cancel that comes when all is analysed comes too late to matter.
      async () => void (isCancelled = this.#context.signal.aborted),
      () => this.#closeScoring(),
      () => quarantine.close(),
    ]
    for (const step of steps) await step().catch((error: unknown) => failures.push(error))
    if (isCancelled) return { state: 'cancelled', error: undefined }
    const [failure] = failures
    return failure === undefined
      ? { state: 'done', error: undefined }
      : { state: 'failed', error: errorMessage(failure) }
  }

  async #read(assembler: ActAssembler, quarantine: QuarantineWriter): Promise<void> {
    if (this.#reader.problem !== undefined) throw new Error(this.#reader.problem)
    for await (const acts of this.#reader.acts(assembler, this.#clock, {
      quarantine,
      events: this.#events,
    })) {
      this.#context.signal.throwIfAborted()
      for (let from = 0; from < acts.length; from += batchRows) {
        await this.#take(acts.slice(from, from + batchRows))
        this.#context.signal.throwIfAborted()
      }
      this.#progress(this.#learning ? 'reading, learning what is normal' : 'reading and scoring')
    }
    if (this.#reader.records === 0) throw new Error(`No record could be read from ${this.#paths}.`)
  }

  /** Scores what is still held back and commits everything, also after a failure; after a cancel what can be in a moment. */
  async #finish(): Promise<void> {
    this.#releaseHeld()
    this.#progress('scoring')
    await this.analysis.finish()
  }

  /** After a cancel nobody waits for what the models were asked meanwhile. */
  #closeScoring(): Promise<void> {
    return this.#context.signal.aborted ? this.#scoring.abandon() : this.#scoring.close()
  }

  async #take(acts: Act[]): Promise<void> {
    const learning = this.#learning
    if (!learning) return this.analysis.push(acts)
    if (this.#clock.measure('learn', () => learning.hold(acts))) this.#releaseHeld()
  }

  #releaseHeld(): void {
    const held = this.#learning?.release()
    this.#learning = undefined
    if (!held) return
    const { batches, ...learned } = held
    this.learned = learned
    if (held.suffices && !this.#context.signal.aborted) {
      const data = this.#clock.measure('learn', () => createTrainingSet([batches]))
      // Part of the generation's name: of the log, not of the clock, so that the same log gives the same ensemble.
      const created = batches[0]?.acts[0]?.time ?? 0
      this.#ready = this.#learn(data, { seed, created, description: held.explanation })
    }
    for (const batch of batches) this.analysis.takeHeld(batch.acts)
  }

  async #learn(data: TrainingData, options: Omit<TrainingOptions, 'cancelled'>): Promise<void> {
    try {
      const trained = await trainOnWorker(data, options, this.#context.signal)
      await this.#scoring.load(trained)
      this.generation = trained
    } catch (error) {
      const explanation = this.#context.signal.aborted
        ? 'The import was cancelled before the log had taught an ensemble: the one that comes with Sonic was used.'
        : `The log could not teach an ensemble (${errorMessage(error)}): the one that comes with Sonic was used.`
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
