import type { Act } from '../event/act.ts'
import type { Feature, FeatureBatch } from '../features/feature.ts'
import type { Scores } from '../models/score.ts'
import { Detector } from './detector.ts'
import type { Detection, DetectorOptions, Explained } from './detector.ts'

export const features: Feature[] = ['hour', 'bytes_up', 'distance'].map((name) => ({
  name,
  group: 'time',
  unit: '',
  doc: '',
  source: '',
}))

export function batchOf(acts: Act[], maturity = 1): FeatureBatch {
  return {
    acts,
    rows: new Float32Array(acts.length * features.length).fill(5),
    usual: new Float32Array(acts.length * features.length).fill(1),
    tokens: new Int32Array(acts.length),
    ranges: new Map(),
    maturity: new Float32Array(acts.length).fill(maturity),
  }
}

/** Scores whose p-values are given; each detector's level is 1 - p. */
export function scoresOf(pValues: readonly number[]): Scores {
  const level = Float32Array.from(pValues, (p) => 1 - p)
  return {
    iforest: level,
    ocsvm: level,
    lof: level,
    lstm: level,
    z: new Float32Array(pValues.length * 4),
    fused: Float32Array.from(pValues, (p) => -Math.log(p)),
    pValue: Float32Array.from(pValues),
  }
}

/** What a detector makes of a batch, explained by contributions that are made up. */
export function detect(
  detector: Detector,
  batch: FeatureBatch,
  scores: Scores,
): Explained & Pick<Detection, 'teaching'> {
  const detection = detector.detect(batch, scores)
  const answers = detection.requests.map(() => [
    { feature: 1, usual: 1, contribution: 3 },
    { feature: 0, usual: 2, contribution: 1 },
    { feature: 2, usual: 2, contribution: -1 },
  ])
  return { ...detector.explain(detection, answers), teaching: detection.teaching }
}

export function createDetector(options: Partial<DetectorOptions> = {}): Detector {
  return new Detector({
    features,
    describe: (feature, value, usual) => `${feature.name} is ${value}, usually ${usual}`,
    ...options,
  })
}
