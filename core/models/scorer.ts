import { actKinds } from '../event/act.ts'
import type { Act, ActKind } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Calibrator, notScored, TOLERANCE } from './calibration.ts'
import type { RawScores } from './calibration.ts'
import { EnsembleSession } from './ensemble-session.ts'
import type { Generation, Manifest } from './manifest.ts'
import type { ProviderName } from './providers.ts'
import type { Contribution, Scores } from './score.ts'

/** What scoring needs of a batch; every array has one entry (or one row) an act. */
export interface ScoringColumns {
  rows: Float32Array
  /** Indices into `actKinds`; 255 for a notice, of which the models say nothing. */
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
}

/** Whose sequence an act continues: its user's, or where nobody is known its source address's. */
export function sequenceKey(act: Act): string {
  return act.user === '' ? act.sourceIp : act.user
}

export function columnsOf({ acts, rows, tokens }: FeatureBatch): ScoringColumns {
  return {
    rows,
    kinds: Uint8Array.from(acts, ({ kind }) => (kind === 'notice' ? notScored : actKinds.indexOf(kind))),
    users: acts.map((act) => (act.kind === 'notice' ? '' : sequenceKey(act))),
    tokens,
  }
}

/**
 * Scores acts with one generation. Carries users' sequence states, so batches must come in the order of time and one at
 * a time (await each). Blocks its thread while it runs: see ScoringClient for a worker.
 */
export class Scorer {
  readonly manifest: Manifest
  readonly #session: EnsembleSession
  readonly #calibrator: Calibrator

  private constructor(manifest: Manifest, session: EnsembleSession) {
    this.manifest = manifest
    this.#session = session
    this.#calibrator = new Calibrator(manifest.calibration)
  }

  static async open({ manifest, files }: Generation, provider?: ProviderName): Promise<Scorer> {
    const shape = { features: manifest.features.length, vocabulary: manifest.vocabulary.length }
    return new Scorer(manifest, await EnsembleSession.open(files['ensemble.onnx'], shape, provider))
  }

  score(batch: FeatureBatch): Promise<Scores> {
    return this.scoreColumns(columnsOf(batch))
  }

  async scoreColumns({ rows, kinds, users, tokens }: ScoringColumns): Promise<Scores> {
    return this.#calibrator.apply(await this.#session.score(rows, users, tokens), kinds)
  }

  /**
   * How much each feature explains of a row's fused score, largest first: the drop of the mean z of the static detectors
   * when that feature alone takes its usual value (all variants in one run). Drops are scaled to add up to `fused`;
   * features whose change would not lower the score are left out.
   */
  async explain({ row, usual, kind, fused }: ExplanationRequest): Promise<Contribution[]> {
    const width = row.length
    const changed = Array.from(row, (_, feature) => feature).filter((f) => !Object.is(row[f], usual[f]))
    const variants = new Float32Array((changed.length + 1) * width)
    variants.set(row)
    changed.forEach((feature, i) => {
      variants.set(row, (i + 1) * width)
      variants[(i + 1) * width + feature] = usual[feature] ?? Number.NaN
    })
    const lstm = new Float32Array(changed.length + 1).fill(Number.NaN)
    const raw: RawScores = { ...(await this.#session.scoreStatic(variants)), lstm }
    const level = (index: number) => {
      const z = Object.values(this.#calibrator.standardise(raw, index, actKinds.indexOf(kind)))
      return z.reduce((sum, value) => sum + value, 0) / Math.max(1, z.length)
    }
    const original = level(0)
    const drops = changed
      .map((feature, i) => ({ feature, drop: original - level(i + 1) }))
      .filter(({ drop }) => drop > TOLERANCE)
    const total = drops.reduce((sum, { drop }) => sum + drop, 0)
    return drops
      .map(({ feature, drop }) => ({
        feature,
        usual: this.#usual(usual, feature),
        contribution: (drop / total) * Math.max(0, fused),
      }))
      .sort((a, b) => b.contribution - a.contribution)
  }

  /** Ends the session; the scorer must not be used after that, nor while a call is under way. */
  close(): Promise<void> {
    return this.#session.close()
  }

  #usual(usual: Float32Array, feature: number): number {
    const value = usual[feature] ?? Number.NaN
    return Number.isNaN(value) ? (this.manifest.medians[feature] ?? Number.NaN) : value
  }
}
