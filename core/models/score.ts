export const detectorNames = ['iforest', 'ocsvm', 'lof', 'lstm'] as const
export type DetectorName = (typeof detectorNames)[number]

/** Scores of a batch; every array but `z` has one entry a row. */
export interface Scores {
  /** Calibrated anomaly level 0..1 of each detector: 1 - p-value among held-out normal acts of the same kind. */
  iforest: Float32Array
  ocsvm: Float32Array
  lof: Float32Array
  lstm: Float32Array
  /** Standard scores among held-out normal acts of the same kind, unclipped: a row of four (`detectorNames`) an act; NaN is silent. */
  z: Float32Array
  /** Fused raw score (mean of clipped z), larger is stranger: ranks beyond the resolution of `pValue`. */
  fused: Float32Array
  /** Conformal p-value of the fused score among held-out normal acts of the same kind (Bates et al., arXiv 2104.08279). */
  pValue: Float32Array
}

/** How much of a row's fused score a feature explains (see `explainRow`). */
export interface Contribution {
  feature: number
  usual: number
  contribution: number
  /** Conformal p-value the row would have with this and every heavier feature at their usual values; the heaviest 6 only. */
  without?: number | undefined
}
