import { actKinds } from '../event/act.ts'
import type { ActKind } from '../event/act.ts'
import { Calibrator, calibrate } from './calibration.ts'
import type { RawScores } from './calibration.ts'
import type { Split } from './sampling.ts'
import { inSequence } from './training-data.ts'
import type { TrainingData } from './training-data.ts'

export function countKinds(data: TrainingData, rows: Int32Array): Record<ActKind, number> {
  const of = (kind: ActKind) => rows.filter((row) => data.kinds[row] === actKinds.indexOf(kind)).length
  return { attempt: of('attempt'), start: of('start'), end: of('end'), flow: of('flow') }
}

/** Mean surprise of held-out tokens, and what the frequencies of the training tokens alone would give. */
export function measureSurprise(data: TrainingData, split: Split, surprise: Float32Array) {
  const known = surprise.filter(Number.isFinite)
  if (known.length === 0) return { surprise: null, contextFreeSurprise: null }
  const frequency = new Float64Array(data.vocabulary.length).fill(1)
  for (const row of split.train) {
    const token = data.tokens[row] ?? 0
    if (inSequence(data, row)) frequency[token] = (frequency[token] ?? 0) + 1
  }
  const total = frequency.reduce((sum, value) => sum + value, 0)
  let contextFree = 0
  split.heldOut.forEach((row, i) => {
    if (Number.isFinite(surprise[i])) contextFree -= Math.log((frequency[data.tokens[row] ?? 0] ?? 1) / total)
  })
  return {
    surprise: known.reduce((sum, value) => sum + value, 0) / known.length,
    contextFreeSurprise: contextFree / known.length,
  }
}

/** Calibrates on the first half of the held-out rows and counts alarms among the second. */
export function measureFalseAlarms(raw: RawScores, kinds: Uint8Array) {
  const half = kinds.length >> 1
  const slice = (from: number, to: number): RawScores => ({
    iforest: raw.iforest.subarray(from, to),
    ocsvm: raw.ocsvm.subarray(from, to),
    lof: raw.lof.subarray(from, to),
    lstm: raw.lstm.subarray(from, to),
  })
  const calibrator = new Calibrator(calibrate(slice(0, half), kinds.subarray(0, half)))
  const { pValue } = calibrator.apply(slice(half, kinds.length), kinds.subarray(half))
  const share = (level: number) => pValue.filter((p) => p <= level).length / pValue.length
  return { at1Percent: share(0.01), at5Percent: share(0.05) }
}
