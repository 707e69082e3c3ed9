import { Correlator } from '../correlate/correlator.ts'
import type { Detector } from '../detect/detector.ts'
import type { Act } from '../event/act.ts'
import type { ActAssembler } from '../enrich/act-assembler.ts'
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
import { assembleActs, flushActs } from './assemble-acts.ts'
import { createDetector } from './create-detector.ts'
import { Learner } from './learner.ts'
import type { Learned } from './learning.ts'
import { mindFeedback } from './mind-feedback.ts'
import { compose, type Outputs } from './publishing/compose.ts'
import { nothingRead, type ReadCounts, type Reading, type Taken, type Taking } from './reading/taken.ts'
import type { StageClock } from './stage-clock.ts'

/** Alerts that wait for a commit at most: they weigh some 10 kB each. */
const mostPendingAlerts = 2048
/** When all is read, what is analysed is committed after so long, ms (ours: 10 s of work may be lost). */
const mostUncommittedMs = 8_000

export interface StreamOptions {
  importId: string
  store: Store
  /** All that the stages remember; over the same store. */
  memory: Memory
  assembler: ActAssembler
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
  /** Called often: where the stream is. */
  onStep: (step?: string) => void
  onCommit: () => void
  /** Where results go besides the workspace. */
  outputs?: Outputs | undefined
  onScored?: Analysed | undefined
}

/**
 * The one way of events, captured or live: what was taken in goes in, committed results come out. A commit holds the results,
 * the events, what the stages remember, and how far each source was taken in; so whatever ends the process, the next goes on at
 * the last commit as if nothing had been. It commits where reading has set a mark. Where that is changes no result.
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
  /** What was taken in up to the last mark and is not committed yet; undefined where more was taken in since. */
  #taking: Taking | undefined = nothingTaken
  #counts = nothingRead
  #acts = 0
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

  /** What was read so far. */
  get counts(): ReadCounts {
    return this.#counts
  }

  /** Acts that were assembled so far. */
  get acts(): number {
    return this.#acts
  }

  /**
   * Takes all of the input in. Rejects with what ended it early; what was committed before stays. After a cancel also what was
   * taken in until then is kept, where it can be analysed in a moment.
   */
  async run(reading: Reading): Promise<void> {
    const { clock, signal, assembler, learns, onStep } = this.#options
    // What waited when a run before this one ended.
    this.#learn(this.analysis.queued())
    const batches = reading.batches()[Symbol.asyncIterator]()
    let isWhole = false
    try {
      for (;;) {
        const next = await clock.wait('read', () => batches.next())
        if (next.done) break
        isWhole = next.value.isEnd
        await this.#take(next.value)
        if (this.#taking) await this.#commit()
        else if (this.#hasManyAlerts) reading.mark()
        onStep(this.#learner?.isOpen ? 'reading, learning what is normal' : 'reading and scoring')
      }
    } finally {
      // A consumer that stops early must not leave files open.
      await batches.return?.(undefined)
    }
    if (isWhole && !signal.aborted) {
      this.#add(flushActs(assembler))
      if (learns === 'held back') this.#learner?.decide()
      this.analysis.resume()
      onStep('scoring')
    }
    while (!signal.aborted && this.analysis.waiting > batchRows) {
      await this.analysis.turn()
      if (this.#hasManyAlerts || performance.now() - this.#committed > mostUncommittedMs) await this.#commit()
    }
    await this.#commit()
    signal.throwIfAborted()
  }

  get #hasManyAlerts(): boolean {
    return this.analysis.pendingAlerts >= mostPendingAlerts
  }

  async #take(taken: Taken): Promise<void> {
    const { assembler, signal, clock } = this.#options
    this.#counts = taken.counts
    this.#taking = taken.advance
    this.#add(clock.measure('enrich', () => assembleActs(taken, assembler)))
    while (!signal.aborted && this.analysis.isFull) await this.analysis.turn()
  }

  #add(acts: Act[]): void {
    this.#acts += acts.length
    this.analysis.add(acts)
    this.#learn(acts)
  }

  #learn(acts: readonly Act[]): void {
    if (!this.#learner?.isOpen) return
    this.#learner.see(acts)
    if (!this.#learner.isOpen) this.analysis.resume()
  }

  /** Only where all that was taken in is known: at a mark, or when reading has ended. */
  async #commit(): Promise<void> {
    const { store, importId, memory, scoring, policies, clock, outputs, onCommit } = this.#options
    if (this.#taking === undefined || !(await this.analysis.settle())) return
    const sequences = sequenceEntries(await scoring.takeStates(), this.generation.manifest.generation)
    const { rejected, ...taking } = this.#taking
    const batch = this.analysis.take()
    clock.measure('store', () => {
      store.write(importId, batch, {
        ...taking,
        memory: allOf(memory.touched(), sequences),
        ensemble: this.#ensemble,
        outgoing: outputs && (() => compose({ batch, rejected, outputs, store })),
      })
      memory.settle()
    })
    this.#taking = nothingTaken
    this.#committed = performance.now()
    this.#ensemble = undefined
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

const nothingTaken: Taking = { positions: new Map(), records: undefined, events: [], rejected: [] }

/** One after the other, without holding all of them. */
function* allOf<T>(...parts: Iterable<T>[]): Generator<T> {
  for (const part of parts) yield* part
}
