import { createHash } from 'node:crypto'
import type { Act } from '../event/act.ts'
import { actKinds } from '../event/act.ts'
import type { Feature, FeatureBatch } from '../features/feature.ts'
import type { Contribution, Scores } from '../models/score.ts'
import { alertEntities } from './alert-entities.ts'
import { alertEvidence } from './alert-evidence.ts'
import type { Alert, AlertEntities, SignalHit } from './alert.ts'
import { alertReasons } from './alert-reasons.ts'
import type { DescribeReason } from './alert-reasons.ts'
import { circumstancesOf } from './circumstances.ts'
import { agreement, modelLine, modelTitle } from './model-line.ts'
import { prioritise } from './priority.ts'
import type { Line, Priority } from './priority.ts'
import { severityOf } from './severity.ts'
import { signalFactories } from './signals/index.ts'
import { SignalContext } from './signals/signal-context.ts'
import type { Signal } from './signals/signal.ts'
import { isOutside } from './signals/address.ts'
import { AdaptiveThreshold } from './threshold.ts'
import type { RealisedBudget } from './threshold.ts'

/** Alerts a day that the models raise unless the analyst asks for another number (ours). */
const defaultAlertBudget = 10
/** What signals say for fewer points is context, and is not reported; what the models may say is counted by their budget. */
const leastScore = 15
/** An act that scores this much does not teach the history that signals compare with. */
const suspiciousScore = 40
/** With a signal at hand the models add to it when the act is among the strangest hundredth and so many detectors agree. */
const corroborating = { pValue: 0.01, agreement: 2 }

export interface DetectorOptions {
  features: readonly Feature[]
  /** Alerts a day that the models raise where no signal speaks. */
  alertBudget?: number
  /** What the row's features contribute to its fused score. */
  explain: (row: number, batch: FeatureBatch, scores: Scores) => Promise<Contribution[]>
  /** A sentence for a person: why this value of this feature stands out. */
  describe: DescribeReason
}

interface Found {
  act: Act
  row: number
  hits: SignalHit[]
  priority: Priority
  byModel: boolean
  /** Looked up when the act passes, before later acts of the batch teach the history. */
  entities: AlertEntities
  shared: string[]
}

/**
 * Turns scored acts into alerts: one alert for all that signals and models have to say about one act. Decisions are made
 * act by act in event order, so the same acts give the same alerts whatever the batch size.
 */
export class Detector {
  readonly #options: DetectorOptions
  readonly #context = new SignalContext()
  readonly #signals: Record<Act['kind'], Signal[]> = { attempt: [], start: [], end: [], flow: [] }
  readonly #threshold: AdaptiveThreshold

  constructor(options: DetectorOptions) {
    this.#options = options
    this.#threshold = new AdaptiveThreshold(options.alertBudget ?? defaultAlertBudget)
    for (const factory of signalFactories) {
      const signal = factory.create(this.#context)
      for (const kind of actKinds) if (factory.kinds.includes(kind)) this.#signals[kind].push(signal)
    }
  }

  /** Alerts so far that the models raised where no signal spoke, which is what the budget counts. */
  get modelAlerts(): RealisedBudget {
    return this.#threshold.realised
  }

  /** Entities that signals have forgotten because their memory is bounded. */
  get evicted(): number {
    return this.#context.evicted
  }

  async detect(batch: FeatureBatch, scores: Scores): Promise<Alert[]> {
    const found: Found[] = []
    for (const [row, act] of batch.acts.entries()) {
      const one = this.#examine(row, act, batch, scores)
      if (one && (one.hits.length === 0 || one.priority.score >= leastScore)) found.push(one)
      if (!one || one.priority.score < suspiciousScore) this.#context.history.learn(act)
    }
    const alerts: Alert[] = []
    // One at a time: explaining runs the model, and alerts are few.
    for (const one of found) alerts.push(await this.#alert(one, batch, scores))
    return alerts
  }

  #examine(row: number, act: Act, batch: FeatureBatch, scores: Scores): Found | undefined {
    const hits: SignalHit[] = []
    for (const signal of this.#signals[act.kind]) {
      const hit = signal.see(act)
      if (hit) hits.push(hit)
    }
    const byModel = this.#speaks(row, act, scores, hits.length > 0)
    if (hits.length === 0 && !byModel) return undefined
    const agreed = agreement(scores, row)
    const lines: Line[] = hits.map(({ signal, impact, confidence, techniques }) => {
      const technique = techniques[0] ?? ''
      return { name: signal, impact, confidence, family: technique.startsWith('T1110') ? 'guessing' : signal }
    })
    if (byModel) lines.push(modelLine(agreed, batch.maturity[row] ?? 0))
    const priority = prioritise(lines, circumstancesOf(act, hits, this.#context.history))
    const entities = alertEntities(act, hits)
    return { act, row, hits, priority, byModel, entities, shared: this.#shared(entities) }
  }

  /** Whether the models have something to say about an act: on their own as the budget allows, otherwise to bear a signal out. */
  #speaks(row: number, act: Act, scores: Scores, isSignalled: boolean): boolean {
    const pValue = scores.pValue[row] ?? 1
    if (isSignalled)
      return pValue <= corroborating.pValue && agreement(scores, row) >= corroborating.agreement
    return this.#threshold.isOutlier(act.kind, act.time, pValue, scores.fused[row] ?? 0)
  }

  #shared(entities: AlertEntities): string[] {
    const { history } = this.#context
    return [
      ...entities.sourceIps.filter((ip) => history.isSharedSource(ip)),
      ...entities.destinations.filter((ip) => !isOutside(ip) || history.isPopularDestination(ip)),
    ]
  }

  async #alert(found: Found, batch: FeatureBatch, scores: Scores): Promise<Alert> {
    const { act, row, hits, priority, entities, shared } = found
    const width = this.#options.features.length
    const contributions = found.byModel ? await this.#options.explain(row, batch, scores) : []
    const strongest = priority.lines[0]?.line.name
    const lead = hits.find(({ signal }) => signal === strongest)
    return {
      id: createHash('sha1').update(`${act.kind} ${act.id}`).digest('hex').slice(0, 16),
      time: act.time,
      title: lead?.title ?? modelTitle(act),
      score: priority.score,
      confidence: priority.confidence,
      severity: severityOf(priority.score),
      detectors: {
        iforest: scores.iforest[row] ?? 0,
        ocsvm: scores.ocsvm[row] ?? 0,
        lof: scores.lof[row] ?? 0,
        lstm: scores.lstm[row] ?? 0,
      },
      signals: hits.map(({ signal }) => signal),
      techniques: [...new Set(hits.flatMap(({ techniques }) => techniques))],
      reasons: alertReasons({
        priority,
        hits,
        contributions,
        features: this.#options.features,
        act,
        row: batch.rows.subarray(row * width, (row + 1) * width),
        describe: this.#options.describe,
      }),
      ...alertEvidence([act, ...hits.flatMap(({ evidence }) => evidence)]),
      entities,
      ...(shared.length > 0 ? { shared } : {}),
      ...(act.gateway ? { gateway: act.gateway } : {}),
    }
  }
}
