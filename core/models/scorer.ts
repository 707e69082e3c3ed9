import { actKinds } from '../event/act.ts'
import type { Act, ActKind } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Calibrator, TOLERANCE } from './calibration.ts'
import type { RawScores } from './calibration.ts'
import type { Generation, Manifest } from './manifest.ts'
import type { Contribution, Scores } from './score.ts'
import { SequenceSession } from './sequence-session.ts'
import { StaticSession } from './static-session.ts'

/** What scoring needs of a batch; every array has one entry (or one row) an act. */
export interface ScoringColumns {
  rows: Float32Array
  /** Indices into `actKinds`. */
  kinds: Uint8Array
  /** Whose sequence each act continues; '' for nobody's. */
  users: string[]
  tokens: Int32Array
}

/** One row to explain. */
export interface ExplanationRequest {
  row: Float32Array
  /** NaN where nothing is usual for the user yet: the training median stands in. */
  usual: Float32Array
  kind: ActKind
  /** The row's fused score, which the contributions add up to. */
  fused: number
  /** The row's z of the LSTM, which no feature changes; absent or NaN where it was silent. */
  lstm?: number
}

/** Features that are set to their usual values together, to see how many it takes to make the row normal. */
const JOINED = 6

/** Whose sequence an act continues: its user's, or where nobody is known its source address's. */
export function sequenceKey(act: Act): string {
  return act.user === '' ? act.sourceIp : act.user
}

export function columnsOf({ acts, rows, tokens }: FeatureBatch): ScoringColumns {
  return {
    rows,
    kinds: Uint8Array.from(acts, (act) => actKinds.indexOf(act.kind)),
    users: acts.map(sequenceKey),
    tokens,
  }
}

/**
 * Scores acts with one generation. Carries users' sequence states, so batches must come in the order of time and one at
 * a time (await each). Blocks its thread while it runs: see ScoringClient for a worker.
 */
export class Scorer {
  readonly manifest: Manifest
  readonly #statics: StaticSession
  readonly #sequences: SequenceSession
  readonly #calibrator: Calibrator

  private constructor(manifest: Manifest, statics: StaticSession, sequences: SequenceSession) {
    this.manifest = manifest
    this.#statics = statics
    this.#sequences = sequences
    this.#calibrator = new Calibrator(manifest.calibration)
  }

  static async open({ manifest, files }: Generation): Promise<Scorer> {
    return new Scorer(
      manifest,
      await StaticSession.open(files['ensemble.onnx'], manifest.features.length),
      await SequenceSession.open(files['sequence.onnx'], manifest.vocabulary.length),
    )
  }

  score(batch: FeatureBatch): Promise<Scores> {
    return this.scoreColumns(columnsOf(batch))
  }

  async scoreColumns({ rows, kinds, users, tokens }: ScoringColumns): Promise<Scores> {
    const statics = await this.#statics.score(rows)
    const lstm = await this.#sequences.score(users, tokens)
    return this.#calibrator.apply({ ...statics, lstm }, kinds)
  }

  /**
   * How much each feature explains of a row's fused score, largest first: the drop of the mean z of the static detectors
   * when that feature alone takes its usual value (all variants in one run). Drops are scaled to add up to `fused`;
   * features whose change would not lower the score are left out.
   */
  async explain(request: ExplanationRequest): Promise<Contribution[]> {
    const { row, usual, kind, fused } = request
    const width = row.length
    const changed = Array.from(row, (_, feature) => feature).filter((f) => !Object.is(row[f], usual[f]))
    const variants = new Float32Array((changed.length + 1) * width)
    variants.set(row)
    changed.forEach((feature, i) => {
      variants.set(row, (i + 1) * width)
      variants[(i + 1) * width + feature] = usual[feature] ?? Number.NaN
    })
    const lstm = new Float32Array(changed.length + 1).fill(Number.NaN)
    const raw: RawScores = { ...(await this.#statics.score(variants)), lstm }
    const level = (index: number) => {
      const z = Object.values(this.#calibrator.standardise(raw, index, actKinds.indexOf(kind)))
      return z.reduce((sum, value) => sum + value, 0) / Math.max(1, z.length)
    }
    const original = level(0)
    const drops = changed
      .map((feature, i) => ({ feature, drop: original - level(i + 1) }))
      .filter(({ drop }) => drop > TOLERANCE)
    const total = drops.reduce((sum, { drop }) => sum + drop, 0)
    const contributions = drops
      .map(({ feature, drop }) => ({
        feature,
        usual: this.#usual(usual, feature),
        contribution: (drop / total) * Math.max(0, fused),
      }))
      .sort((a, b) => b.contribution - a.contribution)
    const without = await this.#joined(
      request,
      contributions.slice(0, JOINED).map(({ feature }) => feature),
    )
    return contributions.map((one, i) => ({ ...one, without: without[i] }))
  }

  /** The p-value with the first, the first two, the first three ... of these features at their usual values. */
  async #joined({ row, usual, kind, lstm = NaN }: ExplanationRequest, features: number[]): Promise<number[]> {
    const variants = new Float32Array(features.length * row.length)
    features.forEach((_, i) => {
      variants.set(row, i * row.length)
      for (const feature of features.slice(0, i + 1))
        variants[i * row.length + feature] = usual[feature] ?? Number.NaN
    })
    const silent = new Float32Array(features.length).fill(Number.NaN)
    const raw: RawScores = { ...(await this.#statics.score(variants)), lstm: silent }
    const stratum = actKinds.indexOf(kind)
    return features.map((_, i) =>
      this.#calibrator.pValue({ ...this.#calibrator.standardise(raw, i, stratum), lstm }, stratum),
    )
  }

  /** Ends the sessions; the scorer must not be used after that, nor while a call is under way. */
  async close(): Promise<void> {
    await Promise.all([this.#statics.close(), this.#sequences.close()])
  }

  #usual(usual: Float32Array, feature: number): number {
    const value = usual[feature] ?? Number.NaN
    return Number.isNaN(value) ? (this.manifest.medians[feature] ?? Number.NaN) : value
  }
}
