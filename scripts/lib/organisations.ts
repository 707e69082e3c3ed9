import { createRng, randomInt } from '../../core/models/rng.ts'

/** Seeds of the organisations that tuning may look at, and of those that are only measured. */
const seedSets = { tuning: 940_000, test: 950_000 } as const
export type SeedSet = keyof typeof seedSets

export interface Organisation {
  seed: number
  format: 'asa' | 'fortigate'
  users: number
  days: number
  /** First day, ISO 8601. */
  start: string
}

/** `count` organisations, ASA and FortiGate in turn, each with a size, a length and a season drawn by its seed. */
export function organisationsOf(set: SeedSet, count: number): Organisation[] {
  return Array.from({ length: count }, (_, i) => {
    const seed = seedSets[set] + i + 1
    const rng = createRng(seed)
    return {
      seed,
      format: i % 2 === 0 ? 'asa' : 'fortigate',
      users: 30 + randomInt(rng, 121),
      days: 30 + randomInt(rng, 16),
      start: new Date(Date.UTC(2026, 0, 5 + randomInt(rng, 300))).toISOString().slice(0, 10),
    }
  })
}
