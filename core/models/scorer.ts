import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Calibrator } from './calibration.ts'
import { explainRow } from './explain.ts'
import type { ExplanationRequest } from './explain.ts'
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

  /** See `explainRow`. */
  explain(request: ExplanationRequest): Promise<Contribution[]> {
    const { medians } = this.manifest
    const scoreStatic = (rows: Float32Array) => this.#statics.score(rows)
    return explainRow(request, { calibrator: this.#calibrator, medians, scoreStatic })
  }

  /** Ends the sessions; the scorer must not be used after that, nor while a call is under way. */
  async close(): Promise<void> {
    await Promise.all([this.#statics.close(), this.#sequences.close()])
  }
}
