/** A seeded source of uniform numbers in [0, 1): the only randomness training knows. */
export type Rng = () => number

const step = 0x6d2b79f5

/** mulberry32 (Tommy Ettinger, public domain): 32 bits of state, period 2^32, ample for sampling and initial weights. */
export function createRng(seed: number): Rng {
  let state = seed >>> 0
  return () => {
    state = (state + step) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The seed with which a generator goes on as one of `seed` does after `draws` numbers. */
export function seedAfter(seed: number, draws: number): number {
  return (seed + Math.imul(draws, step)) >>> 0
}

/** A uniform integer in [0, bound). */
export function randomInt(rng: Rng, bound: number): number {
  return Math.floor(rng() * bound)
}

/** A standard normal number (Box-Muller). */
export function randomNormal(rng: Rng): number {
  return Math.sqrt(-2 * Math.log(1 - rng())) * Math.cos(2 * Math.PI * rng())
}

/** `count` of `items` without replacement, in random order (partial Fisher-Yates); all of them when there are fewer. */
export function sample(rng: Rng, items: Int32Array, count: number): Int32Array {
  const pool = items.slice()
  const taken = Math.min(count, pool.length)
  for (let i = 0; i < taken; i++) {
    const j = i + randomInt(rng, pool.length - i)
    const swapped = pool[j] ?? 0
    pool[j] = pool[i] ?? 0
    pool[i] = swapped
  }
  return pool.subarray(0, taken)
}
