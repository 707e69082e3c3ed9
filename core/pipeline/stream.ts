import { Correlator } from '../correlate/correlator.ts'
import type { Detector } from '../detect/detector.ts'
import type { Act } from '../event/act.ts'
import type { EventBatch } from '../ingest/event-batch.ts'
import type { Memory } from '../memory/memory.ts'
import type { Generation } from '../models/manifest.ts'
import { sequenceEntries } from '../models/sequence-columns.ts'
import type { ScoringClient } from '../models/scoring-client.ts'
import type { Settings } from '../settings/settings.ts'
import type { StoredEnsemble } from '../store/ensemble.ts'
import type { Policies } from '../store/policies.ts'
import type { Store } from '../store/store.ts'
import { batchRows } from './act-queue.ts'
import { Analysis, type Analysed } from './analysis.ts'
import { createDetector } from './create-detector.ts'
import type { EventRecorder } from './event-recorder.ts'
import type { Intake } from './intake.ts'
import { Learner } from './learner.ts'
import type { Learned } from './learning.ts'
import { mindFeedback } from './mind-feedback.ts'
import type { StageClock } from './stage-clock.ts'

/** Alerts that wait for a commit at most: they weigh some 10 kB each. */
const mostPendingAlerts = 2048
/** What is lost when the process is killed is done again: captured input is committed after so much work, ms (ours: 10 s may be lost). */
const defaultCommitMs = 8_000

export interface StreamOptions {
  importId: string
  store: Store
  /** All that the stages remember; over the same store. */
  memory: Memory
  intake: Intake
  events: EventRecorder | undefined
  scoring: ScoringClient
  generation: Generation
  /** Whether the first acts may teach an ensemble, and whether they wait for it. */
  learns: 'held back' | 'meanwhile' | 'never'
  /** Where the ensemble was learned in earlier runs. */
  learnedBefore?: Learned | undefined
  settings: Settings
  /** What people say; asked at each commit. */
  policies: Policies
  clock: StageClock
  signal: AbortSignal
  /** See `Analysis`. */
  graceMs?: number | undefined
  /** Work after which captured input is committed, ms of the clock on the wall. */
  commitMs?: number | undefined
  /** Called often: where the stream is. */
  onStep: (step?: string) => void
  onCommit: () => void
  onScored?: Analysed | undefined
}

/**
 * The one way of events, captured or live: batches in, committed results out. A commit holds the results, the events, what
 * the stages remember, and how far each source was taken in; so whatever ends the process, the next goes on at the last commit
 * as if nothing had been. Live input commits with its ticks, captured input after some seconds of work. When it does
 * changes no result.
 */
export class Stream {
  readonly analysis: Analysis
  readonly detector: Detector
  generation: Generation
  readonly #options: StreamOptions
  #learner: Learner | undefined
  #learned: Learned | undefined
  /** An ensemble that is not committed yet. */
  #ensemble: StoredEnsemble | undefined
  #committed = performance.now()

  constructor(options: StreamOptions) {
    this.#options = options
    const { scoring, memory, clock, signal, learns, learnedBefore, settings, policies } = options
    this.generation = options.generation
    this.detector = createDetector({ settings, feedback: policies.refresh(), memory, now: Date.now() })
    this.analysis = new Analysis({
      score: async (batch) => {
        if (learns === 'held back') await this.#learner?.ready
        return scoring.score(batch)
      },
      explain: (requests) => scoring.explainAll(requests),
      detector: this.detector,
      correlator: new Correlator({ memory }),
      memory,
      clock,
      signal,
      graceMs: options.graceMs,
      onSettled: () => options.onStep(),
      onScored: options.onScored,
    })
    this.#learned = learnedBefore
    memory.cell('import.learned', {
      save: () => this.learned,
      restore: (learned: Learned | undefined) => void (this.#learned = learned ?? learnedBefore),
    })
    // What was decided by a run before this one stays so; where it could learn, its ensemble is here, or is learned again.
    const isDecided = this.#learned?.suffices === false
    if (learns !== 'never' && !isDecided)
      this.#learner = new Learner({ clock, signal, adopt: (trained) => this.#adopt(trained) })
    if (learns === 'held back' && this.#learner) this.analysis.pause()
  }

  /** What was learned from, in this run or before it was gone on with; undefined where that was no question. */
  get learned(): Learned | undefined {
    return this.#learner?.learned ?? this.#learned
  }

  /** Takes all of the input in. Rejects with what ended it early; what was committed before stays. */
  async run(input: AsyncIterable<EventBatch>): Promise<void> {
    const { clock, signal, intake, onStep } = this.#options
    // What waited when a run before this one ended.
    this.#learn(this.analysis.queued())
    const batches = input[Symbol.asyncIterator]()
    try {
      for (;;) {
        const next = await clock.wait('read', () => batches.next())
        if (next.done) break
        await this.#take(clock.measure('enrich', () => intake.take(next.value)))
        signal.throwIfAborted()
        await this.#commitWhenDue(next.value.tick !== undefined)
        signal.throwIfAborted()
        onStep(this.#learner?.isOpen ? 'reading, learning what is normal' : 'reading and scoring')
      }
    } finally {
      // A consumer that stops early must not leave files open.
      await batches.return?.(undefined)
    }
    await this.#take(clock.measure('enrich', () => intake.flush()))
    this.#learner?.decide()
    this.analysis.resume()
    onStep('scoring')
    while (this.analysis.waiting > batchRows) await this.#turn()
    await this.#commit()
  }

  /** After a cancel: keeps what was taken in since the last commit, where it can be analysed in a moment. */
  stop(): Promise<void> {
    return this.#commit()
  }

  async #take(acts: Act[]): Promise<void> {
    this.analysis.add(acts)
    this.#learn(acts)
    while (this.analysis.isFull) await this.#turn()
  }

  #learn(acts: readonly Act[]): void {
    if (!this.#learner?.isOpen) return
    this.#learner.see(acts)
    if (!this.#learner.isOpen) this.analysis.resume()
  }

  /** Lets acts have their turn. */
  async #turn(): Promise<void> {
    const { signal } = this.#options
    signal.throwIfAborted()
    await this.analysis.turn()
    signal.throwIfAborted()
    await this.#commitWhenDue(false)
  }

  async #commitWhenDue(isTick: boolean): Promise<void> {
    const { commitMs = defaultCommitMs } = this.#options
    const isDue = isTick || performance.now() - this.#committed >= commitMs
    if (isDue || this.analysis.pendingAlerts >= mostPendingAlerts) await this.#commit()
  }

  async #commit(): Promise<void> {
    const { store, importId, memory, intake, events, scoring, policies, clock, onCommit } = this.#options
    if (!(await this.analysis.settle())) return
    const sequences = sequenceEntries(await scoring.takeStates(), this.generation.manifest.generation)
    const { positions, records } = intake.advance()
    const batch = this.analysis.take()
    clock.measure('store', () => {
      store.write(importId, batch, {
        memory: allOf(memory.touched(), sequences),
        positions,
        records,
        events: events?.take() ?? [],
        ensemble: this.#ensemble,
      })
      memory.settle()
    })
    this.#ensemble = undefined
    this.#committed = performance.now()
    const feedback = policies.refresh()
    if (feedback) this.detector.mind(mindFeedback(feedback, Date.now()))
    onCommit()
  }

  async #adopt(trained: Generation): Promise<void> {
    await this.#options.scoring.load(trained)
    this.generation = trained
    this.#ensemble = { manifest: JSON.stringify(trained.manifest), model: trained.files['ensemble.onnx'] }
  }
}

/** One after the other, without holding all of them. */
function* allOf<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}
