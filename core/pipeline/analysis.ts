import type { Correlator, IncidentChanges } from '../correlate/correlator.ts'
import type { Incident } from '../correlate/incident.ts'
import { isRepeat, type Alert, type AlertRepeats } from '../detect/alert.ts'
import { assessCoverage } from '../detect/coverage/coverage.ts'
import { doubtsOf } from '../detect/coverage/doubts.ts'
import { FieldTally } from '../detect/coverage/field-tally.ts'
import type { Detector } from '../detect/detector.ts'
import { actKinds, type Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Featuriser } from '../features/featuriser.ts'
import type { ScenarioCoverage } from '../ingest/import-report.ts'
import type { Memory } from '../memory/memory.ts'
import type { ExplanationRequest } from '../models/explain.ts'
import type { Contribution, Scores } from '../models/score.ts'
import type { StoreBatch } from '../store/write-batch.ts'
import { countAct, countAlert, emptyTally, type TallyDelta } from '../store/tally.ts'
import { ActQueue } from './act-queue.ts'
import { holdMs } from './hold.ts'
import type { StageClock } from './stage-clock.ts'

/** Acts that wait for their turn at most, besides those that were held back to learn from; beyond it reading waits. */
const maxWaiting = 8192
/** Batches that are being scored at most. */
const maxInFlight = 8
/** A cancelled import ends about that much later: a person, or a machine that is shut down, waits for it. */
const defaultGraceMs = 750

export type Analysed = (batch: FeatureBatch, scores: Scores, alerts: readonly Alert[]) => void

interface AnalysisOptions {
  score: (batch: FeatureBatch) => Promise<Scores>
  explain: (requests: readonly ExplanationRequest[]) => Promise<Contribution[][]>
  detector: Detector
  correlator: Correlator
  /** Where what the baselines know lies. */
  memory: Memory
  clock: StageClock
  signal?: AbortSignal | undefined
  /** After the signal aborts, what was read still settles for so long; the rest is dropped. */
  graceMs?: number | undefined
  onSettled: () => void
  onScored?: Analysed | undefined
}

/**
 * The second half of the way: acts in, incidents out, in the order of the acts. An act teaches the baselines only
 * after its verdict, so an act is featurised when all before it that are due to teach have theirs; until then it waits.
 */
export class Analysis {
  readonly #options: AnalysisOptions
  readonly #featuriser: Featuriser
  readonly #queue: ActQueue
  /** Acts that did not gather in a pause. */
  #added = 0
  #isPaused = false
  /** Batches that are being scored, and the promise of the last: each settles after the one before it. */
  #underWay = 0
  #last: Promise<void> = Promise.resolve()
  #failed = false
  #tally: TallyDelta = emptyTally()
  #alerts: Alert[] = []
  readonly #repeats = new Map<string, AlertRepeats>()
  readonly #changed = new Map<string, Incident>()
  #joined: IncidentChanges['joined'] = []
  #absorbed: IncidentChanges['absorbed'] = []
  readonly #incidents = new Set<string>()
  readonly #fields: FieldTally
  /** Acts withheld in imports before this one. */
  #withheldBefore: number
  /** The signal has aborted and the grace is over: nothing settles any more. */
  #isCut = false
  #onCut = (): void => {}
  readonly acts: Record<string, number> = Object.fromEntries(actKinds.map((kind) => [kind, 0]))
  alerts = 0
  /** Acts that are counted with an alert that was raised before. */
  repeats = 0

  constructor(options: AnalysisOptions) {
    this.#options = options
    const { memory } = options
    this.#featuriser = new Featuriser({ memory, holdMs })
    this.#fields = new FieldTally(memory)
    this.#queue = new ActQueue(memory)
    this.#withheldBefore = this.#featuriser.counts.withheld
    this.#remember(memory)
    const { signal, graceMs = defaultGraceMs } = options
    const cutLater = (): void => void setTimeout(() => this.#cut(), graceMs).unref()
    if (signal?.aborted) cutLater()
    else signal?.addEventListener('abort', cutLater, { once: true })
  }

  /** Acts that wait for their turn. */
  queued(): Act[] {
    return this.#queue.acts()
  }

  get waiting(): number {
    return this.#queue.length
  }

  /** Until `resume`, acts only gather. */
  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#advance(false)
  }

  /** Takes acts over, however many wait: see `isFull`. */
  add(acts: readonly Act[]): void {
    if (!this.#isPaused) this.#added += acts.length
    this.#queue.add(acts)
    this.#advance(false)
  }

  /** Whether so many wait that no more should be added before some had their turn. What gathered in a pause does not count. */
  get isFull(): boolean {
    return !this.#isCut && (this.#failed || Math.min(this.#added, this.#queue.length) > maxWaiting)
  }

  /** Waits until more acts had their turn. Rejects with what ended an earlier batch. */
  async turn(): Promise<void> {
    this.#advance(false)
    if (this.#underWay > 0 || this.#failed) await this.#settled()
  }

  /**
   * Makes results and memory stand at the same act: settles what is under way and, where not too many wait, all of them.
   * The others are kept as waiting. Rejects with what ended an earlier batch.
   * @returns false where a cancel cut it short: then they do not
   */
  async settle(): Promise<boolean> {
    if (this.#isPaused || this.#queue.length > maxWaiting) await this.#rest()
    else
      for (this.#advance(true); this.#underWay > 0 && !this.#isCut; this.#advance(true)) await this.#settled()
    return !this.#isCut || this.#underWay === 0
  }

  async #rest(): Promise<void> {
    const wasPaused = this.#isPaused
    this.#isPaused = true
    while (this.#underWay > 0 && !this.#isCut) await this.#settled()
    this.#isPaused = wasPaused
  }

  /** Alerts that wait to be committed. */
  get pendingAlerts(): number {
    return this.#alerts.length
  }

  /** The results since the last call, to be committed. */
  take(): StoreBatch {
    for (const { id } of this.#absorbed) this.#changed.delete(id)
    const batch = {
      alerts: this.#alerts,
      repeats: new Map(this.#repeats),
      incidents: [...this.#changed.values()],
      joined: this.#joined,
      absorbed: this.#absorbed,
      tally: this.#tally,
    }
    this.#tally = emptyTally()
    this.#alerts = []
    this.#repeats.clear()
    this.#changed.clear()
    this.#joined = []
    this.#absorbed = []
    return batch
  }

  get incidents(): number {
    return this.#incidents.size
  }

  /** Which scenarios could be seen in the acts so far. */
  coverage(): ScenarioCoverage[] {
    return assessCoverage(this.#fields)
  }

  /** @param records that were read; 0 where some were left out of the analysis */
  doubts(records: number): string[] {
    return doubtsOf(this.#fields, records)
  }

  /** Acts of this import that were not learned from because they were flagged. */
  get withheld(): number {
    return this.#featuriser.counts.withheld - this.#withheldBefore
  }

  /** Featurises what may be, and hands it to the scoring worker. `all`: also a batch that might still grow. */
  #advance(all: boolean): void {
    while (this.#underWay < maxInFlight && !this.#isCut && !this.#isPaused) {
      const acts = this.#queue.next(all, (candidates) => this.#featuriser.reach(candidates))
      if (acts.length === 0) return
      this.#send(this.#options.clock.measure('featurise', () => this.#featuriser.featurise(acts)))
    }
  }

  #send(batch: FeatureBatch): void {
    const scores = this.#options.score(batch)
    // Its failure is met where the batch is settled; until then it must not count as unhandled.
    scores.catch(() => {})
    this.#last = this.#last.then(() => this.#settle(batch, scores))
    this.#last.catch(() => (this.#failed = true))
    this.#underWay += 1
  }

  /** Waits for what is under way now, or for the cut. */
  #settled(): Promise<void> {
    const either = new Promise<void>((resolve, reject) => {
      this.#onCut = resolve
      this.#last.then(resolve, reject)
    })
    return this.#options.clock.wait('score', () => either)
  }

  #cut(): void {
    this.#isCut = true
    this.#onCut()
  }

  async #settle(batch: FeatureBatch, scored: Promise<Scores>): Promise<void> {
    const { clock, detector, correlator, explain, onScored } = this.#options
    const scores = await scored
    if (this.#isCut) return
    const detection = clock.measure('detect', () => detector.detect(batch, scores))
    const { requests, teaching } = detection
    const answers = requests.length > 0 ? await explain(requests) : []
    if (this.#isCut) return
    const { findings, alerts } = clock.measure('detect', () => detector.explain(detection, answers))
    onScored?.(batch, scores, alerts)
    clock.measure('detect', () => {
      for (const [row, act] of batch.acts.entries()) {
        this.acts[act.kind] = (this.acts[act.kind] ?? 0) + 1
        countAct(this.#tally, act, 1 - (scores.pValue[row] ?? 1))
        this.#fields.add(act, batch.maturity[row] ?? 0)
      }
      for (const alert of alerts) countAlert(this.#tally, alert)
      for (const one of findings) if (isRepeat(one)) this.#repeats.set(one.of, one.repeats)
      const { changed, joined, absorbed, closed } = correlator.add(findings)
      this.#joined.push(...joined)
      this.#absorbed.push(...absorbed)
      for (const incident of [...closed, ...changed]) {
        this.#changed.set(incident.id, incident)
        this.#incidents.add(incident.id)
      }
      for (const { id } of absorbed) this.#incidents.delete(id)
    })
    this.alerts += alerts.length
    this.repeats += findings.length - alerts.length
    this.#alerts.push(...alerts)
    // Notices have no row and teach nothing.
    this.#featuriser.judge(teaching.filter((_, row) => batch.acts[row]?.kind !== 'notice'))
    this.#underWay -= 1
    this.#advance(false)
    this.#options.onSettled()
  }

  /** What the report of an import that is gone on with counts from its beginning. */
  #remember(memory: Memory): void {
    memory.cell('import.analysis', {
      save: () => ({
        acts: { ...this.acts },
        alerts: this.alerts,
        repeats: this.repeats,
        withheldBefore: this.#withheldBefore,
      }),
      restore: ({ acts, alerts, repeats, withheldBefore }: AnalysisCounts) => {
        Object.assign(this.acts, acts)
        this.alerts = alerts
        this.repeats = repeats
        this.#withheldBefore = withheldBefore
      },
    })
  }
}

interface AnalysisCounts {
  acts: Record<string, number>
  alerts: number
  repeats: number
  withheldBefore: number
}
