import { actKinds } from '../event/act.ts'
import type { Act } from '../event/act.ts'
import type { FeatureBatch } from '../features/feature.ts'
import { Calibrator, notScored } from './calibration.ts'
import { EnsembleSession } from './ensemble-session.ts'
import { explainRow } from './explain.ts'
import type { ExplanationRequest } from './explain.ts'
import type { Generation, Manifest } from './manifest.ts'
import type { ProviderName } from './provider.ts'
import type { Contribution, Scores } from './score.ts'
import type { SequenceStates } from './sequence-states.ts'

/** What scoring needs of a batch; every array has one entry (or one row) an act. */
export interface ScoringColumns {
  rows: Float32Array
  /** Indices into `actKinds`; 255 for a notice, of which the models say nothing. */
  kinds: Uint8Array
  /** Whose sequence each act continues; '' for nobody's. */
  users: string[]
  tokens: Int32Array
  /** Acts that were scored before these, on whatever thread: makes uses of states comparable between threads. */
  before?: number
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

  /** Of the users' sequences, between calls. */
  get states(): SequenceStates {
    return this.#session.states
  }

  score(batch: FeatureBatch): Promise<Scores> {
    return this.scoreColumns(columnsOf(batch))
  }

  async scoreColumns({ rows, kinds, users, tokens, before = 0 }: ScoringColumns): Promise<Scores> {
    this.states.advance(before)
    return this.#calibrator.apply(await this.#session.score(rows, users, tokens), kinds)
  }

  /** Explains each row, see `explainRow`. */
  async explainAll(requests: readonly ExplanationRequest[]): Promise<Contribution[][]> {
    const { medians } = this.manifest
    const scoreStatic = (rows: Float32Array) => this.#session.scoreStatic(rows)
    const using = { calibrator: this.#calibrator, medians, scoreStatic }
    const explained: Contribution[][] = []
    // One at a time: each runs the model some hundred times.
    for (const request of requests) explained.push(await explainRow(request, using))
    return explained
  }

  /** Ends the session; the scorer must not be used after that, nor while a call is under way. */
  close(): Promise<void> {
    return this.#session.close()
  }
}
