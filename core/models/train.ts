import { calibrate } from './calibration.ts'
import type { RawScores } from './calibration.ts'
import { ensembleGraph } from './ensemble-graph.ts'
import { EnsembleSession } from './ensemble-session.ts'
import { EMBEDDING, HIDDEN } from './lstm.ts'
import { trainLstm } from './lstm-training.ts'
import { FORMAT_VERSION } from './manifest.ts'
import type { Generation, Manifest } from './manifest.ts'
import { sha256 } from './registry.ts'
import { createRng } from './rng.ts'
import { selectRows, splitHeldOut, stratifiedSample } from './sampling.ts'
import { fitStatic } from './static-training.ts'
import { checkData, inSequence } from './training-data.ts'
import type { TrainingData, TrainingOptions } from './training-data.ts'
import { countKinds, measureFalseAlarms, measureSurprise } from './training-figures.ts'

export type { TrainingData, TrainingOptions } from './training-data.ts'

/** A trained ensemble is a generation that has not been written yet. */
export type TrainedEnsemble = Generation

/** Rows that scaling and the forest see, shared equally among kinds. */
const POOL = 8000
/** Held-out rows that calibrate, shared likewise: enough for p < .001 in each kind. */
const CALIBRATION = 20_000

/**
 * Trains all four detectors and calibrates them on held-out rows (30 %, see `splitHeldOut`). Same data and seed, same
 * generation. Runs for seconds: call it on a worker.
 *
 * @throws RangeError when there are fewer than 200 rows, the arrays' lengths do not fit, or all rows are alike; Error when
 * it is cancelled
 */
export async function trainEnsemble(data: TrainingData, options: TrainingOptions): Promise<TrainedEnsemble> {
  checkData(data)
  const step = () => {
    if (options.cancelled && Atomics.load(options.cancelled, 0) !== 0) throw new Error('The training was cancelled.')
  }
  const rng = createRng(options.seed)
  const { train, heldOut } = splitHeldOut(data.users, rng)
  const calibrating = new Set(stratifiedSample(heldOut, data.kinds, CALIBRATION, rng))
  const split = { train, heldOut: heldOut.filter((row) => calibrating.has(row)) }
  const pool = stratifiedSample(split.train, data.kinds, POOL, rng)
  const width = data.features.length
  const poolKinds = Uint8Array.from(pool, (row) => data.kinds[row] ?? 0)
  step()
  const { detectors } = fitStatic(selectRows(data.rows, width, pool), width, poolKinds, rng, step)
  const weights = await trainLstm(sequencesOf(data, split.train), data.vocabulary.length, rng, step)
  const model = ensembleGraph(detectors, weights)
  const raw = await scoreHeldOut(data, split.heldOut, model, step)
  const kinds = Uint8Array.from(split.heldOut, (row) => data.kinds[row] ?? 0)
  const created = new Date(options.created).toISOString()
  const file = { bytes: model.length, sha256: sha256(model) }
  const { forest, svm, lof, scaling } = detectors
  const calibration = calibrate(raw, kinds)
  const contents = file.sha256 + JSON.stringify(calibration)
  const manifest: Manifest = {
    formatVersion: FORMAT_VERSION,
    generation: `${created.slice(0, 10)}-${sha256(Buffer.from(contents)).slice(0, 8)}`,
    created,
    seed: options.seed,
    description: options.description,
    features: data.features.map(({ name, unit }) => ({ name, unit })),
    vocabulary: [...data.vocabulary],
    files: { 'ensemble.onnx': file },
    medians: [...scaling.median],
    detectors: {
      iforest: { trees: forest.roots.length, nodes: forest.feature.length },
      ocsvm: { gamma: svm.gamma, supportVectors: svm.weights.length },
      lof: { neighbours: lof.neighbours, reference: lof.density.length },
      lstm: { embedding: EMBEDDING, hidden: HIDDEN },
    },
    calibration,
    measured: {
      trainingRows: countKinds(data, pool),
      heldOutRows: countKinds(data, split.heldOut),
      ...measureSurprise(data, split, raw.lstm),
      falseAlarms: measureFalseAlarms(raw, kinds),
    },
  }
  return { manifest, files: { 'ensemble.onnx': model } }
}

/** Each user's tokens in order, of the given rows (ascending). */
function sequencesOf(data: TrainingData, rows: Int32Array): Int32Array[] {
  const known = rows.filter((row) => inSequence(data, row))
  const groups = Map.groupBy(known, (row) => data.users[row] ?? -1)
  return [...groups.values()].map((group) => Int32Array.from(group, (row) => data.tokens[row] ?? 0))
}

/**
 * Raw scores of the held-out rows through the very graph that will be shipped. Sequences run from their beginning, so
 * their other rows are stepped too.
 */
async function scoreHeldOut(
  data: TrainingData,
  heldOut: Int32Array,
  model: Uint8Array,
  step: () => void,
): Promise<RawScores> {
  const width = data.features.length
  const session = await EnsembleSession.open(model, { features: width, vocabulary: data.vocabulary.length })
  try {
    const statics = await session.scoreStatic(selectRows(data.rows, width, heldOut))
    const surprise = await session.scoreSequences(data.users, data.tokens, step)
    return { ...statics, lstm: Float32Array.from(heldOut, (row) => surprise[row] ?? Number.NaN) }
  } finally {
    await session.close()
  }
}
