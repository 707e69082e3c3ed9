import type { Feature } from '../features/feature.ts'
import { createRng, randomInt, randomNormal } from './rng.ts'
import type { TrainingData } from './train.ts'

export const FEATURES = 54
export const VOCABULARY = Array.from({ length: 40 }, (_, index) => `token-${index}`)

export const features: Feature[] = Array.from({ length: FEATURES }, (_, index) => ({
  name: `feature_${index}`,
  group: 'volume',
  unit: 'count',
  doc: 'A synthetic column.',
  source: 'synthetic',
}))

/**
 * Rows as acts give them: correlated normals, log-counts, rare flags, hours on a circle, 5 % missing; tokens follow a
 * cycle per user with 10 % noise. Four kinds with different means; column 53 is constant.
 */
export function syntheticData(count: number, seed: number, users = 60): TrainingData {
  const rng = createRng(seed)
  const rows = new Float32Array(count * FEATURES)
  const kinds = new Uint8Array(count)
  const tokens = new Int32Array(count)
  const owners = new Int32Array(count)
  const last = new Int32Array(users)
  for (let row = 0; row < count; row++) {
    const kind = rng() < 0.6 ? 3 : randomInt(rng, 3)
    const user = randomInt(rng, users)
    const common = randomNormal(rng)
    const hour = 9 + 3 * randomNormal(rng)
    for (let f = 0; f < FEATURES; f++) {
      rows[row * FEATURES + f] = rng() < 0.05 ? Number.NaN : value(f, kind, common, hour)
    }
    kinds[row] = kind
    owners[row] = user
    const next = rng() < 0.1 ? randomInt(rng, VOCABULARY.length) : ((last[user] ?? 0) + 1 + (user % 3)) % 20
    last[user] = next
    tokens[row] = next
  }
  return { rows, count, features, kinds, tokens, users: owners, vocabulary: VOCABULARY }

  function value(feature: number, kind: number, common: number, hour: number): number {
    if (feature < 24) return kind + 0.6 * common + 0.8 * randomNormal(rng)
    if (feature < 38) return Math.log1p(Math.exp(3 + kind + randomNormal(rng)))
    if (feature < 45) return rng() < 0.03 ? 1 : 0
    if (feature === 53) return 7
    return Math.cos(((hour + feature) / 12) * Math.PI)
  }
}
