import { actKinds } from '../event/act.ts'
import type { ActKind } from '../event/act.ts'
import { ConformalRank, quantileTable } from './quantile-table.ts'
import type { QuantileTable } from './quantile-table.ts'
import { detectorNames } from './score.ts'
import type { DetectorName, Scores } from './score.ts'

/** Scores as the detectors give them, larger is stranger; NaN where a detector has nothing to say of a row. */
export type RawScores = Record<DetectorName, Float32Array>

/** Where a detector's scores lie on held-out normal rows; `table` is of z = (score - mean) / deviation. */
interface DetectorCalibration {
  mean: number
  deviation: number
  table: QuantileTable
}

/** Calibration on the held-out rows of one kind. */
interface Stratum {
  /** A detector without scores of this kind is absent, and left out of the fusion. */
  detectors: Partial<Record<DetectorName, DetectorCalibration>>
  fused: QuantileTable
}

/** Mondrian conformal calibration: one stratum a kind of act, and one over all for kinds that are too rare. */
export interface Calibration {
  all: Stratum
  kinds: Partial<Record<ActKind, Stratum>>
}

/** A kind needs this many held-out rows for its own stratum: below it p could not even reach .01. */
const MIN_KIND_ROWS = 100
/** A detector needs this many scores for a mean and a deviation. */
const MIN_SCORES = 20
/**
 * z is clipped before the mean, so that no detector outvotes the others. What the LSTM expected does not speak for an
 * act: a guesser and a beacon repeat themselves, and repetition is what a sequence model learns to expect. And a rare step is
 * no more than a rare step: its surprise has so long a tail that beyond three deviations it would fill the top of the ranking
 * alone (chosen on tuning organisations; the bounds are ours).
 */
const minZ: Record<DetectorName, number> = { iforest: -3, ocsvm: -3, lof: -3, lstm: 0 }
const maxZ: Record<DetectorName, number> = { iforest: 8, ocsvm: 8, lof: 8, lstm: 3 }
/** Below float32 noise of the graphs in units of z, so that equal rows tie whatever the size of their batch. */
export const TOLERANCE = 1e-4
const MIN_DEVIATION = 1e-3

/** Learns the calibration from scores of held-out normal rows; `kinds` are indices into `actKinds`. */
export function calibrate(raw: RawScores, kinds: Uint8Array): Calibration {
  const rowsOf = (kind: number) => indices(kinds.length).filter((row) => kinds[row] === kind)
  const strata: Calibration['kinds'] = {}
  actKinds.forEach((kind, index) => {
    const rows = rowsOf(index)
    if (rows.length >= MIN_KIND_ROWS) strata[kind] = stratum(raw, rows)
  })
  return { all: stratum(raw, indices(kinds.length)), kinds: strata }
}

function stratum(raw: RawScores, rows: number[]): Stratum {
  const detectors: Stratum['detectors'] = {}
  for (const name of detectorNames) {
    const known = rows.map((row) => raw[name][row] ?? Number.NaN).filter(Number.isFinite)
    if (known.length < MIN_SCORES) continue
    const mean = known.reduce((sum, score) => sum + score, 0) / known.length
    const variance = known.reduce((sum, score) => sum + (score - mean) ** 2, 0) / known.length
    const deviation = Math.max(MIN_DEVIATION, Math.sqrt(variance))
    detectors[name] = {
      mean,
      deviation,
      table: quantileTable(known.map((score) => (score - mean) / deviation)),
    }
  }
  return { detectors, fused: quantileTable(rows.map((row) => fuse(standardise(detectors, raw, row)))) }
}

/** Stands among indices into `actKinds` for an act that the models do not score. */
export const notScored = 255

/** The calibration ready for use. */
export class Calibrator {
  readonly #strata: PreparedStratum[]
  readonly #all: PreparedStratum

  constructor(calibration: Calibration) {
    this.#all = prepare(calibration.all)
    this.#strata = actKinds.map((kind) => {
      const own = calibration.kinds[kind]
      return own ? prepare(own) : this.#all
    })
  }

  /** Levels, fused scores and p-values of a batch. A detector that is silent has level 0; where all are (a row `notScored`), p is 1. */
  apply(raw: RawScores, kinds: Uint8Array): Scores {
    const empty = () => new Float32Array(kinds.length)
    const scores: Scores = {
      iforest: empty(),
      ocsvm: empty(),
      lof: empty(),
      lstm: empty(),
      z: new Float32Array(kinds.length * detectorNames.length),
      fused: empty(),
      pValue: empty(),
    }
    for (let row = 0; row < kinds.length; row++) {
      const stratum = this.#of(kinds[row])
      const z = kinds[row] === notScored ? {} : standardise(stratum.detectors, raw, row)
      for (const [column, name] of detectorNames.entries()) {
        const value = z[name]
        const rank = stratum.ranks[name]
        scores.z[row * detectorNames.length + column] = value ?? Number.NaN
        if (value !== undefined && rank) scores[name][row] = 1 - rank.pValue(value, TOLERANCE)
      }
      const fused = fuse(z)
      scores.fused[row] = fused
      scores.pValue[row] = Object.keys(z).length > 0 ? stratum.fused.pValue(fused, TOLERANCE) : 1
    }
    return scores
  }

  /** Unclipped z of each detector that has something to say of one row. */
  standardise(raw: RawScores, row: number, kind: number): Partial<Record<DetectorName, number>> {
    return standardise(this.#of(kind).detectors, raw, row)
  }

  /** Conformal p-value of a row of these z. */
  pValue(z: Partial<Record<DetectorName, number>>, kind: number): number {
    return this.#of(kind).fused.pValue(fuse(z), TOLERANCE)
  }

  #of(kind: number | undefined): PreparedStratum {
    return this.#strata[kind ?? -1] ?? this.#all
  }
}

interface PreparedStratum {
  detectors: Stratum['detectors']
  ranks: Partial<Record<DetectorName, ConformalRank>>
  fused: ConformalRank
}

function prepare({ detectors, fused }: Stratum): PreparedStratum {
  const ranks: PreparedStratum['ranks'] = {}
  for (const name of detectorNames) {
    const detector = detectors[name]
    if (detector) ranks[name] = new ConformalRank(detector.table)
  }
  return { detectors, ranks, fused: new ConformalRank(fused) }
}

function standardise(
  detectors: Stratum['detectors'],
  raw: RawScores,
  row: number,
): Partial<Record<DetectorName, number>> {
  const z: Partial<Record<DetectorName, number>> = {}
  for (const name of detectorNames) {
    const detector = detectors[name]
    const score = raw[name][row] ?? Number.NaN
    if (detector && Number.isFinite(score)) z[name] = (score - detector.mean) / detector.deviation
  }
  return z
}

/** Fused score: mean of the clipped z of the detectors that have one; 0 without any. */
export function fuse(z: Partial<Record<DetectorName, number>>): number {
  let sum = 0
  let count = 0
  for (const name of detectorNames) {
    const value = z[name]
    if (value === undefined || Number.isNaN(value)) continue
    sum += Math.max(minZ[name], Math.min(maxZ[name], value))
    count++
  }
  return count > 0 ? sum / count : 0
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
