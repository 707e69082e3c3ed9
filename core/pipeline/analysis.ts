import type { Correlator, IncidentChanges } from '../correlate/correlator.ts'
import type { Incident } from '../correlate/incident.ts'
import { isRepeat, type Alert, type AlertRepeats } from '../detect/alert.ts'
import { assessCoverage } from '../detect/coverage/coverage.ts'
import { FieldTally } from '../detect/coverage/field-tally.ts'
import type { Detector } from '../detect/detector.ts'
import { actKinds, type Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Featuriser } from '../features/featuriser.ts'
import type { ScenarioCoverage } from '../ingest/import-report.ts'
import type { ExplanationRequest } from '../models/explain.ts'
import type { Contribution, Scores } from '../models/score.ts'
import type { Store } from '../store/store.ts'
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
/** Acts whose results wait for one transaction, and alerts: those weigh some 10 kB each. */
const commitEvery = 16_384
const mostPendingAlerts = 2048

export type Analysed = (batch: FeatureBatch, scores: Scores, alerts: readonly Alert[]) => void

interface AnalysisOptions {
  importId: string
  store: Store
  score: (batch: FeatureBatch) => Promise<Scores>
  explain: (requests: readonly ExplanationRequest[]) => Promise<Contribution[][]>
  detector: Detector
  correlator: Correlator
  clock: StageClock
  signal?: AbortSignal | undefined
  /** After the signal aborts, what was read still settles for so long; the rest is dropped. */
  graceMs?: number | undefined
  onSettled: () => void
  onCommit: () => void
  onScored?: Analysed | undefined
}

/**
 * The second half of the way: acts in, committed incidents out, in the order of the acts. An act teaches the baselines only
 * after its verdict, so an act is featurised when all before it that are due to teach have theirs; until then it waits.
 */
export class Analysis {
  readonly #options: AnalysisOptions
  readonly #featuriser = new Featuriser({ holdMs })
  readonly #queue = new ActQueue()
  /** Acts that were not held back. */
  #pushed = 0
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
  readonly #fields = new FieldTally()
  #pending = 0
  /** Acts that were taken over, and those that have their verdict. */
  #taken = 0
  #judged = 0
  /** The signal has aborted and the grace is over: nothing settles any more. */
  #isCut = false
  #onCut = (): void => {}
  readonly acts: Record<string, number> = Object.fromEntries(actKinds.map((kind) => [kind, 0]))
  alerts = 0
  /** Acts that are counted with an alert that was raised before. */
  repeats = 0

  constructor(options: AnalysisOptions) {
    this.#options = options
    const { signal, graceMs = defaultGraceMs } = options
    const cutLater = (): void => void setTimeout(() => this.#cut(), graceMs).unref()
    if (signal?.aborted) cutLater()
    else signal?.addEventListener('abort', cutLater, { once: true })
  }

  /** Takes over what was held back, before anything is pushed; it is in memory already, so reading need not wait for it. */
  takeHeld(acts: readonly Act[]): void {
    this.#taken += acts.length
    this.#queue.add(acts)
    this.#advance(false)
  }

  /** Takes acts over; waits while too many wait for their turn. Rejects with what ended an earlier batch. */
  async push(acts: readonly Act[]): Promise<void> {
    this.#taken += acts.length
    this.#pushed += acts.length
    this.#queue.add(acts)
    this.#advance(false)
    while (!this.#isCut && (this.#failed || Math.min(this.#pushed, this.#queue.length) > maxWaiting))
      await this.#settled()
  }

  /**
   * Settles what is under way or waits, and commits it; of a failure or a cancel, what was settled before. Rejects with
   * the failure.
   */
  async finish(): Promise<void> {
    try {
      for (this.#advance(true); this.#underWay > 0 && !this.#isCut; this.#advance(true)) await this.#settled()
    } finally {
      this.#isCut = true
      this.#commit()
    }
  }

  get incidents(): number {
    return this.#incidents.size
  }

  /** What the report is to say of it, each a sentence. */
  get notices(): string[] {
    const left = this.#taken - this.#judged
    if (left === 0 || !this.#options.signal?.aborted) return []
    return [
      `Of what was read, ${left.toLocaleString('en-US')} acts were not analysed: the cancel came first.`,
    ]
  }

  /** Which scenarios could be seen in the acts so far. */
  coverage(): ScenarioCoverage[] {
    return assessCoverage(this.#fields)
  }

  /** Acts that were not learned from because they were flagged. */
  get withheld(): number {
    return this.#featuriser.counts.withheld
  }

  /** Featurises what may be, and hands it to the scoring worker. `all`: also a batch that might still grow. */
  #advance(all: boolean): void {
    while (this.#underWay < maxInFlight && !this.#isCut) {
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
    this.#judged += batch.acts.length
    this.#pending += batch.acts.length
    if (this.#pending >= commitEvery || this.#alerts.length >= mostPendingAlerts) this.#commit()
    // Notices have no row and teach nothing.
    this.#featuriser.judge(teaching.filter((_, row) => batch.acts[row]?.kind !== 'notice'))
    this.#underWay -= 1
    this.#advance(false)
    this.#options.onSettled()
  }

  #commit(): void {
    const { store, importId, clock, onCommit } = this.#options
    for (const { id } of this.#absorbed) this.#changed.delete(id)
    const batch = {
      alerts: this.#alerts,
      repeats: this.#repeats,
      incidents: [...this.#changed.values()],
      joined: this.#joined,
      absorbed: this.#absorbed,
      tally: this.#tally,
    }
    clock.measure('store', () => store.write(importId, batch))
    this.#tally = emptyTally()
    this.#alerts = []
    this.#repeats.clear()
    this.#changed.clear()
    this.#joined = []
    this.#absorbed = []
    this.#pending = 0
    onCommit()
  }
}
