import type { Act } from '../event/act.ts'
import type { Feature, FeatureBatch, Teaching } from '../features/feature.ts'
import { Memory } from '../memory/memory.ts'
import type { ExplanationRequest } from '../models/explain.ts'
import { detectorNames } from '../models/score.ts'
import type { Contribution, Scores } from '../models/score.ts'
import { alertEvidence } from './alert-evidence.ts'
import { isRepeat } from './alert.ts'
import type { Alert, AlertEntities, AlertRepeat, AlertScope, Finding, SignalHit } from './alert.ts'
import { alertReasons } from './alert-reasons.ts'
import type { DescribeReason } from './alert-reasons.ts'
import { circumstancesOf } from './circumstances.ts'
import { counterfactuals } from './counterfactuals.ts'
import { ExplanationBudget } from './explanation-budget.ts'
import { alertId, isInformational, isReported, scopeOf, traitsOf, unexplained } from './found.ts'
import type { Found } from './found.ts'
import { baselineFactor } from './maturity.ts'
import {
  agreement,
  corroboratingAgreement,
  novelties,
  modelLine,
  modelLineName,
  modelTitle,
} from './model-line.ts'
import { NormalActs } from './normal-acts.ts'
import { prioritise } from './priority.ts'
import type { Line } from './priority.ts'
import { Probation } from './probation.ts'
import { RepeatedFindings } from './repeated-findings.ts'
import { History } from './signals/history.ts'
import { signalFactories } from './signals/index.ts'
import { Repeats } from './signals/realert.ts'
import { SignalContext } from './signals/signal-context.ts'
import type { Signal } from './signals/signal.ts'
import { isOutside } from './signals/address.ts'
import { AdaptiveThreshold } from './threshold.ts'
import type { RealisedBudget } from './threshold.ts'
import type { Triage } from './triage.ts'
import type { Verdicts } from './verdicts.ts'

/** Alerts a day that the models raise unless the analyst asks for another number (ours). */
const defaultAlertBudget = 10
/** An act that scores this much, the lower bound of medium, teaches nothing until it is cleared; below, no quantity. */
const suspiciousScore = 40
/** With a signal at hand the models add to it when the act is among the strangest hundredth and enough detectors agree. */
const corroborating = { pValue: 0.01, agreement: corroboratingAgreement }
/** An act of at least this p-value, and no signal, is an example of the normal. */
const normalP = 0.1

/** What people have said of earlier alerts. */
export interface Minded {
  /** What the analyst has said of earlier incidents. */
  verdicts?: Verdicts
  /** What the analyst's verdicts say of alerts like one; absent while there are few. */
  triage?: Triage | undefined
  /** Ids of alerts that an analyst has cleared: their acts may teach what is normal. */
  cleared?: ReadonlySet<string>
  /** Whether a rule of the analyst says that what such an alert tells of is good: its act may teach, too. */
  isAllowed?: (alert: AlertScope) => boolean
}

export interface DetectorOptions extends Minded {
  /** Holds all that the detector remembers from act to act. */
  memory?: Memory
  features: readonly Feature[]
  /** Alerts a day that the models raise where no signal speaks. */
  alertBudget?: number
  /** A sentence for a person: why this value of this feature stands out. */
  describe: DescribeReason
}

/** What is found in a batch, before its alerts are explained. */
export interface Detection {
  /** What each act of the batch may teach: see `Teaching`. */
  teaching: Teaching[]
  /** What the models are to be asked; the answers, in this order, are for `explain`. */
  requests: ExplanationRequest[]
  /** In order of the acts. */
  found: readonly (AlertRepeat | Unexplained)[]
  batch: FeatureBatch
  scores: Scores
}

/** `request`: which of the requests is about it; undefined where the models are not asked. */
type Unexplained = Found & { request: number | undefined }

export interface Explained {
  /** In order of the acts. */
  findings: Finding[]
  /** Those of the findings that are alerts of their own. */
  alerts: Alert[]
}

/**
 * Turns scored acts into alerts: one alert for all that signals and models have to say about one act. Decisions are made
 * act by act in event order, so the same acts give the same alerts whatever the batch size.
 */
export class Detector {
  readonly #options: DetectorOptions
  #minded: Minded
  readonly #history: History
  readonly #repeats = new Repeats()
  readonly #signals: Record<Act['kind'], Signal[]> = { attempt: [], start: [], end: [], flow: [], notice: [] }
  readonly #threshold: AdaptiveThreshold
  readonly #normal: NormalActs
  readonly #repeated: RepeatedFindings
  readonly #probation: Probation
  readonly #explanations: ExplanationBudget

  constructor(options: DetectorOptions) {
    const { features, alertBudget = defaultAlertBudget, memory = new Memory() } = options
    this.#options = options
    this.#minded = options
    this.#history = new History(memory)
    this.#normal = new NormalActs(features, memory)
    this.#threshold = new AdaptiveThreshold(alertBudget, memory)
    this.#repeated = new RepeatedFindings(memory)
    this.#probation = new Probation(memory)
    this.#explanations = new ExplanationBudget(memory)
    const shared = { memory, history: this.#history, repeats: this.#repeats }
    for (const factory of signalFactories) {
      const signal = factory.create(new SignalContext(factory.name, shared))
      for (const kind of factory.kinds) this.#signals[kind].push(signal)
    }
  }

  /** Alerts so far that the models raised where no signal spoke, which is what the budget counts. */
  get modelAlerts(): RealisedBudget {
    return this.#threshold.realised
  }

  /** From the next act on, what people have said is this; what was said before is forgotten. */
  mind(minded: Minded): void {
    this.#minded = minded
  }

  /** Decides on the acts of a batch and learns from them; `explain` makes alerts of what is found. */
  detect(batch: FeatureBatch, scores: Scores): Detection {
    const found: (Unexplained | AlertRepeat)[] = []
    const requests: ExplanationRequest[] = []
    const teaching: Teaching[] = []
    for (const [row, act] of batch.acts.entries()) {
      const one = this.#examine(row, act, batch, scores)
      const repeat = one && isReported(one) ? this.#repeated.fold(unexplained(one)) : undefined
      if (one && isReported(one))
        found.push(repeat ?? { ...one, request: this.#ask(one, requests, batch, scores) })
      const verdict = this.#repeats.settle(this.#teachingOf(act, one, repeat))
      this.#history.learn(act, verdict)
      teaching.push(verdict)
    }
    return { teaching, requests, found, batch, scores }
  }

  /** @param answers what each feature adds to what the models say, one a request: see `explainRow` */
  explain({ found, batch, scores }: Detection, answers: readonly Contribution[][]): Explained {
    const findings = found.map((one): Finding => {
      if ('of' in one) return one
      return this.#alert(one, batch, scores, contributionsTo(one, answers))
    })
    return { findings, alerts: findings.filter((one): one is Alert => !isRepeat(one)) }
  }

  /** Adds to the requests what the models are asked about an alert, and tells where; undefined where they are not asked. */
  #ask(
    { act, row, byModel, scope }: Found,
    requests: ExplanationRequest[],
    batch: FeatureBatch,
    scores: Scores,
  ): number | undefined {
    if (act.kind === 'notice' || !byModel) return undefined
    if (!this.#explanations.admits(scope.signals, act.time)) return undefined
    const width = this.#options.features.length
    const [from, to] = [row * width, (row + 1) * width]
    const asked = requests.push({
      row: batch.rows.slice(from, to),
      usual: batch.usual.slice(from, to),
      kind: act.kind,
      fused: scores.fused[row] ?? 0,
      lstm: scores.z[row * detectorNames.length + detectorNames.indexOf('lstm')] ?? Number.NaN,
    })
    return asked - 1
  }

  #teachingOf(act: Act, found: Found | undefined, repeat: AlertRepeat | undefined): Teaching {
    if (!found) return 'all'
    const { cleared, isAllowed } = this.#minded
    // What was said of one person's alert was not said of the crowd that it stands for.
    const judged = repeat && !repeat.isOfOther ? repeat.of : alertId(act)
    if (cleared?.has(judged) || isAllowed?.(found.scope)) return 'all'
    const { score } = found.priority
    return score < suspiciousScore || this.#probation.passes(act, score) ? 'values' : 'nothing'
  }

  #examine(row: number, act: Act, batch: FeatureBatch, scores: Scores): Found | undefined {
    const hits: SignalHit[] = []
    for (const signal of this.#signals[act.kind]) {
      const hit = signal.see(act)
      if (hit) hits.push(hit)
    }
    const byModel = this.#speaks(row, act, scores, hits.length > 0)
    const values = this.#rowOf(batch, row)
    if (hits.length === 0 && !byModel) {
      if ((scores.pValue[row] ?? 1) >= normalP) this.#normal.learn(act, values)
      return undefined
    }
    const agreed = agreement(scores, row)
    const evidence: Line[] = hits.map(({ signal, impact, confidence, techniques }) => {
      const family = signalFamily(signal, techniques)
      return { name: signal, impact, confidence, family, novelty: novelties.has(signal) }
    })
    if (byModel) evidence.push({ ...modelLine(agreed), family: familyOf(evidence) })
    const maturity = act.user === '' ? undefined : batch.maturity[row]
    const lines = evidence.map((line) => this.#weigh(line, act.user, maturity))
    const circumstances = circumstancesOf(act, hits, this.#history)
    const told = this.#minded.triage?.circumstance({ detectors: levels(scores, row), lines, circumstances })
    if (told) circumstances.push(told)
    const priority = prioritise(lines, circumstances)
    const scope = scopeOf(act, hits)
    const shared = this.#shared(scope.entities)
    // Looked up here and not with the rest of the alert: later acts of the batch are not known yet.
    const nearest = byModel && isReported({ hits, priority }) ? this.#normal.nearest(act, values) : []
    return { act, row, hits, lines, circumstances, priority, byModel, scope, shared, nearest }
  }

  #rowOf(batch: FeatureBatch, row: number): Float32Array {
    const width = this.#options.features.length
    return batch.rows.subarray(row * width, (row + 1) * width)
  }

  #weigh(line: Line, user: string, maturity: number | undefined): Line {
    const record = this.#minded.verdicts?.record(line.name, user) ?? 1
    return { ...line, maturity: baselineFactor(line.name, maturity), record }
  }

  /** Whether the models have something to say about an act: on their own as the budget allows, otherwise to bear a signal out. */
  #speaks(row: number, act: Act, scores: Scores, isSignalled: boolean): boolean {
    if (act.kind === 'notice') return false
    const pValue = scores.pValue[row] ?? 1
    if (isSignalled)
      return pValue <= corroborating.pValue && agreement(scores, row) >= corroborating.agreement
    return this.#threshold.isOutlier(act.kind, act.time, pValue, scores.fused[row] ?? 0)
  }

  #shared(entities: AlertEntities): string[] {
    return [
      ...entities.sourceIps.filter((ip) => this.#history.isSharedSource(ip)),
      ...entities.devices.filter((device) => this.#history.isSharedDevice(device)),
      ...entities.destinations.filter((ip) => !isOutside(ip) || this.#history.isPopularDestination(ip)),
    ]
  }

  #alert(
    found: Found,
    batch: FeatureBatch,
    scores: Scores,
    contributions: readonly Contribution[] | undefined,
  ): Alert {
    const { act, row, hits, lines, circumstances, priority, nearest } = found
    const { features, describe } = this.#options
    const values = this.#rowOf(batch, row)
    const strongest = priority.lines[0]?.name
    const lower = counterfactuals(
      lines,
      circumstances,
      this.#decisive(contributions ?? [], { act, row: values }),
    )
    const lead = hits.find(({ signal }) => signal === strongest)
    return {
      id: alertId(act),
      ...found.scope,
      ...traitsOf(found),
      title: lead?.title ?? modelTitle(act),
      score: priority.score,
      confidence: priority.confidence,
      detectors: levels(scores, row),
      reasons: alertReasons({
        priority,
        hits,
        contributions,
        features,
        act,
        row: values,
        describe,
        ranges: batch.ranges.get(row),
      }),
      ...alertEvidence([act, ...hits.flatMap(({ evidence }) => evidence)]),
      ...(isInformational(found) ? { informational: true } : {}),
      terms: { lines: priority.lines, circumstances: priority.circumstances, held: priority.held },
      ...(lower.length > 0 ? { lower } : {}),
      ...(nearest.length > 0 ? { nearest } : {}),
    }
  }

  /** The fewest of the heaviest features without which the models would not have spoken. */
  #decisive(contributions: readonly Contribution[], described: { act: Act; row: Float32Array }): string[] {
    const last = contributions.findIndex(({ without = 0 }) => without > corroborating.pValue)
    return contributions.slice(0, last + 1).flatMap(({ feature: index, usual }) => {
      const feature = this.#options.features[index]
      return feature ? this.#options.describe(feature, usual, Number.NaN, described) : []
    })
  }
}

/** undefined: the models speak, but are not asked why. */
function contributionsTo(
  { byModel, request }: Unexplained,
  answers: readonly Contribution[][],
): readonly Contribution[] | undefined {
  if (!byModel) return []
  return request === undefined ? undefined : (answers[request] ?? [])
}

function levels(scores: Scores, row: number): Alert['detectors'] {
  return {
    iforest: scores.iforest[row] ?? 0,
    ocsvm: scores.ocsvm[row] ?? 0,
    lof: scores.lof[row] ?? 0,
    lstm: scores.lstm[row] ?? 0,
  }
}

/** Signals of one family tell of the same thing: passwords tried, a person in two places. */
function signalFamily(signal: string, [technique = '']: readonly string[]): string {
  if (technique.startsWith('T1110')) return 'guessing'
  return signal === 'concurrent-sessions' || signal === 'impossible-travel' ? 'two-places' : signal
}

/** The models are fed what the signals look at (a country, a volume), so they say the same as the strongest of them. */
function familyOf(lines: readonly Line[]): string {
  const [strongest] = lines.toSorted((a, b) => b.impact * b.confidence - a.impact * a.confidence)
  return strongest?.family ?? modelLineName
}
