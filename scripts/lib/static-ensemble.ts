import { Ranking } from '../../core/evaluate/ranking.ts'
import type { RankingFigures } from '../../core/evaluate/ranking.ts'
import { Calibrator, calibrate, fuse } from '../../core/models/calibration.ts'
import type { RawScores } from '../../core/models/calibration.ts'
import { ensembleGraph } from '../../core/models/ensemble-graph.ts'
import { EnsembleSession } from '../../core/models/ensemble-session.ts'
import { initialLstm } from '../../core/models/lstm.ts'
import { createRng, sample } from '../../core/models/rng.ts'
import { detectorNames } from '../../core/models/score.ts'
import { fitStatic } from '../../core/models/static-training.ts'
import type { StaticTraining } from '../../core/models/static-training.ts'
import { pick } from './stratified-split.ts'
import type { LabelledTable } from './stratified-split.ts'

export const staticNames = ['iforest', 'ocsvm', 'lof', 'fused'] as const
export type StaticName = (typeof staticNames)[number]
export const singleNames = ['iforest', 'ocsvm', 'lof'] as const
export type SingleName = (typeof singleNames)[number]

/** Rows of the training part that calibrate instead of teaching. */
const CALIBRATING = 0.2

export interface StaticResult {
  /** Of the test rows; larger is stranger. */
  scores: Record<StaticName, Float32Array>
  figures: Record<StaticName, RankingFigures>
  /** Of the fusion without one detector. */
  without: Record<SingleName, RankingFigures>
  /** The rows that taught, and what was made of them. */
  taught: LabelledTable
  training: StaticTraining
}

/**
 * Trains, exports, calibrates and scores as the product does, without the LSTM: a table has no sequences. The labels of
 * `test` are read only for the figures, those of `train` not at all.
 */
export async function runStaticEnsemble(
  train: LabelledTable,
  test: LabelledTable,
  seed: number,
): Promise<StaticResult> {
  const rng = createRng(seed)
  const { width } = train
  const all = Int32Array.from(train.labels, (_, row) => row)
  const order = sample(rng, all, all.length)
  const cut = Math.round(CALIBRATING * all.length)
  const held = pick(train, order.subarray(0, cut))
  const taught = pick(train, order.subarray(cut))
  const training = fitStatic(taught.rows, width, new Uint8Array(taught.labels.length), rng)
  const graph = ensembleGraph(training.detectors, initialLstm(1, rng))
  const session = await EnsembleSession.open(graph, { features: width, vocabulary: 1 })
  const score = async ({ rows, labels }: LabelledTable): Promise<RawScores> => ({
    ...(await session.scoreStatic(rows)),
    lstm: new Float32Array(labels.length).fill(Number.NaN),
  })
  const calibration = calibrate(await score(held), new Uint8Array(cut))
  const raw = await score(test)
  await session.close()
  const { fused, z } = new Calibrator(calibration).apply(raw, new Uint8Array(test.labels.length))
  const figures = (scores: Float32Array) => new Ranking(scores, test.labels).figures()
  const without = (left: SingleName) =>
    figures(
      fused.map((_, row) =>
        fuse(
          Object.fromEntries(
            detectorNames.flatMap((name, i) =>
              name === left ? [] : [[name, z[row * detectorNames.length + i]]],
            ),
          ),
        ),
      ),
    )
  return {
    scores: { iforest: raw.iforest, ocsvm: raw.ocsvm, lof: raw.lof, fused },
    figures: {
      iforest: figures(raw.iforest),
      ocsvm: figures(raw.ocsvm),
      lof: figures(raw.lof),
      fused: figures(fused),
    },
    without: { iforest: without('iforest'), ocsvm: without('ocsvm'), lof: without('lof') },
    taught,
    training,
  }
}
