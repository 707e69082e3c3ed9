import { actKinds } from '../event/act.ts'
import type { Manifest } from './manifest.ts'
import { createRng, randomInt, randomNormal } from './rng.ts'
import type { ScoringColumns } from './scorer.ts'

const USERS = 60

/** The same acts every time, for self-tests: around the medians, a twentieth of the values missing, several acts a user. */
export function fixedBatch({ medians, vocabulary }: Manifest, count: number): ScoringColumns {
  const rng = createRng(1)
  return {
    rows: Float32Array.from({ length: count * medians.length }, (_, i) => {
      const median = medians[i % medians.length] ?? 0
      return rng() < 0.05 ? Number.NaN : median + (1 + Math.abs(median)) * randomNormal(rng)
    }),
    kinds: Uint8Array.from({ length: count }, () => randomInt(rng, actKinds.length)),
    users: Array.from({ length: count }, () => `user-${randomInt(rng, USERS)}`),
    tokens: Int32Array.from({ length: count }, () => randomInt(rng, vocabulary.length)),
  }
}
