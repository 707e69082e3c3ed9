import { actKinds } from '../event/act.ts'
import type { StaticDetectors } from './ensemble-graph.ts'
import { fitIsolationForest, scoreIsolationForest } from './isolation-forest.ts'
import { distinctRows, fitLocalOutlierFactor } from './local-outlier-factor.ts'
import { fitOneClassSvm } from './one-class-svm.ts'
import type { Rng } from './rng.ts'
import { selectRows, stratifiedSample } from './sampling.ts'
import { fitScaling, scaleRows } from './scaling.ts'

const SVM_ROWS = 1000
const LOF_ROWS = 1000
/** Most isolated rows of each kind that neither SVM nor LOF may learn from. */
const TRIMMED = 0.1

export interface StaticTraining {
  detectors: StaticDetectors
  /** Indices of the rows that the One-Class SVM learned from. */
  svmRows: Int32Array
  /** Indices of LOF's reference rows. */
  lofRows: Int32Array
}

/**
 * Fits scaling and the three static detectors to raw rows (row-major, `width` columns, NaN is missing); `kinds` has one
 * entry a row, an index into `actKinds`. `step` is called between the detectors; what it throws ends the training.
 *
 * @throws RangeError when all rows are alike.
 */
export function fitStatic(
  pool: Float32Array,
  width: number,
  kinds: Uint8Array,
  rng: Rng,
  step: () => void = () => {},
): StaticTraining {
  const scaling = fitScaling(pool, width)
  const rows = scaleRows(pool, scaling)
  const forest = fitIsolationForest(rows, width, rng)
  const kept = withoutMostIsolated(scoreIsolationForest(forest, rows, width), kinds)
  const svmRows = stratifiedSample(kept, kinds, SVM_ROWS, rng)
  const distinct = distinctRows(rows, width, kept)
  if (distinct.length < 2) throw new RangeError('all acts are alike: there is nothing to learn from them')
  const lofRows = stratifiedSample(distinct, kinds, LOF_ROWS, rng)
  step()
  const svm = fitOneClassSvm(selectRows(rows, width, svmRows), width)
  step()
  const lof = fitLocalOutlierFactor(selectRows(rows, width, lofRows), width)
  return { detectors: { scaling, forest, svm, lof }, svmRows, lofRows }
}

/** Indices without the 10 % highest scores of each kind. */
function withoutMostIsolated(scores: Float32Array, kinds: Uint8Array): Int32Array {
  const limits = actKinds.map((_, kind) => {
    const sorted = scores.filter((_score, row) => kinds[row] === kind).sort()
    return sorted[Math.ceil(sorted.length * (1 - TRIMMED)) - 1] ?? Infinity
  })
  const all = Int32Array.from(scores, (_, row) => row)
  return all.filter((row) => (scores[row] ?? 0) <= (limits[kinds[row] ?? 0] ?? Infinity))
}
