import type { Act } from '../event/act.ts'

export const featureGroups = [
  'time',
  'volume',
  'rate',
  'identity',
  'authentication',
  'geography',
  'device',
  'session',
  'peer',
  'topology',
  'protocol',
  'sequence',
  'kind',
] as const
export type FeatureGroup = (typeof featureGroups)[number]

/** One column of the feature matrix. The docstring of the catalogue: what it measures, in which unit, after which source. */
export interface Feature {
  /** snake_case, stable: it is part of a model's manifest. */
  name: string
  group: FeatureGroup
  unit: string
  doc: string
  source: string
}

/**
 * What an act may teach: `all`; `values`, as which places, devices and destinations are known, but no quantity, as how
 * much is usual; or `nothing`. A place is new once, but a quantity can be raised a little every day.
 */
export type Teaching = 'all' | 'values' | 'nothing'

/** What a person usually shows of a feature, in the unit of its values, and how the peers compare. */
export interface UsualRange {
  /** The 10th and 90th percentile. */
  low: number
  high: number
  /** `count` of `of` peers stay under `limit` 9 times in 10. */
  peersBelow?: { count: number; of: number; limit: number }
}

/** A scored act waits for its score as a row of a batch. */
export interface FeatureBatch {
  acts: Act[]
  /** Row-major, `acts.length` x catalogue length; NaN is "not known for this act". */
  rows: Float32Array
  /** What each user usually shows per feature, same shape; NaN while the baseline is immature. */
  usual: Float32Array
  /** Vocabulary index of each act for the sequence model. */
  tokens: Int32Array
  /** By row and feature, the range of amounts that lie far from the usual. */
  ranges: ReadonlyMap<number, ReadonlyMap<number, UsualRange>>
  /** Maturity of the acting user's baseline, 0..1 (0: never seen, 1: at least 14 days and 20 sessions). */
  maturity: Float32Array
}
