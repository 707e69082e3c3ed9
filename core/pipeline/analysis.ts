import type { Correlator } from '../correlate/correlator.ts'
import type { Incident } from '../correlate/incident.ts'
import type { Alert } from '../detect/alert.ts'
import type { Detector } from '../detect/detector.ts'
import type { FeatureBatch } from '../features/feature.ts'
import type { Scores } from '../models/score.ts'
import type { Store } from '../store/store.ts'
import { countAct, countAlert, emptyTally, type TallyDelta } from '../store/tally.ts'
import type { StageClock } from './stage-clock.ts'

/** Batches that wait for their scores at most. What was held back to learn from fits; beyond it reading waits. */
const maxInFlight = 128
/** Batches whose counts wait for one transaction; alerts never wait longer than that. */
const commitEvery = 32

export type Analysed = (batch: FeatureBatch, scores: Scores, alerts: readonly Alert[]) => void

export interface AnalysisOptions {
  importId: string
  store: Store
  score: (batch: FeatureBatch) => Promise<Scores>
  detector: Detector
  correlator: Correlator
  clock: StageClock
  onSettled: () => void
  onCommit: () => void
  onScored?: Analysed | undefined
}

/** The second half of the way: feature batches in, committed incidents out, in the order of the batches. */
export class Analysis {
  readonly #options: AnalysisOptions
  /** Each settles after the one before it, so order is kept while reading goes on. */
  readonly #inFlight: Promise<void>[] = []
  #tally: TallyDelta = emptyTally()
  #alerts: Alert[] = []
  readonly #changed = new Map<string, Incident>()
  readonly #absorbed = new Set<string>()
  readonly #incidents = new Set<string>()
  #pending = 0
  alerts = 0

  constructor(options: AnalysisOptions) {
    this.#options = options
  }

  /** Hands a batch to the scoring worker; waits while enough are under way. Rejects with what ended an earlier one. */
  async push(batch: FeatureBatch): Promise<void> {
    if (batch.acts.length === 0) return
    const scores = this.#options.score(batch)
    // Its failure is met where the batch is settled; until then it must not count as unhandled.
    scores.catch(() => {})
    const before = this.#inFlight.at(-1) ?? Promise.resolve()
    const settled = before.then(() => this.#settle(batch, scores))
    settled.catch(() => {})
    this.#inFlight.push(settled)
    const oldest = this.#inFlight.length >= maxInFlight ? this.#inFlight.shift() : undefined
    if (oldest) await this.#options.clock.wait('score', () => oldest)
  }

  /** Settles what is under way and commits it. */
  async finish(): Promise<void> {
    await this.#options.clock.wait('score', () => Promise.all(this.#inFlight.splice(0)))
    this.#commit()
  }

  get incidents(): number {
    return this.#incidents.size
  }

  async #settle(batch: FeatureBatch, scored: Promise<Scores>): Promise<void> {
    const { clock, detector, correlator, onScored } = this.#options
    const scores = await scored
    const alerts = await clock.measure('detect', () => detector.detect(batch, scores))
    onScored?.(batch, scores, alerts)
    clock.measure('detect', () => {
      batch.acts.forEach((act, row) => countAct(this.#tally, act, 1 - (scores.pValue[row] ?? 1)))
      for (const alert of alerts) countAlert(this.#tally, alert)
      const { changed, absorbed, closed } = correlator.add(alerts)
      for (const incident of [...closed, ...changed]) {
        this.#changed.set(incident.id, incident)
        this.#incidents.add(incident.id)
      }
      for (const id of absorbed) {
        this.#absorbed.add(id)
        this.#incidents.delete(id)
      }
    })
    this.alerts += alerts.length
    this.#alerts.push(...alerts)
    if (++this.#pending >= commitEvery) this.#commit()
    this.#options.onSettled()
  }

  #commit(): void {
    const { store, importId, clock, onCommit } = this.#options
    for (const id of this.#absorbed) this.#changed.delete(id)
    const incidents = [...this.#changed.values()]
    const batch = { alerts: this.#alerts, incidents, absorbed: [...this.#absorbed], tally: this.#tally }
    clock.measure('store', () => store.write(importId, batch))
    this.#tally = emptyTally()
    this.#alerts = []
    this.#changed.clear()
    this.#absorbed.clear()
    this.#pending = 0
    onCommit()
  }
}
