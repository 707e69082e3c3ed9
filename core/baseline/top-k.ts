/** Where the slots of one bounded counter stand in the arrays of a profile. */
export interface Slots {
  from: number
  size: number
}

/** Sixteen bits of a key: among 32 known values a new one is taken for a known one once in 2,000. Ports stay as they are. */
export function fold(key: number): number {
  return (key ^ (key >>> 16)) & 0xffff
}

/** Weight of `key`, 0 where it is not among the slots. A slot without weight is free. */
export function weightOf(keys: Uint16Array, weights: Float32Array, slots: Slots, key: number): number {
  const slot = slotOf(keys, weights, slots, key)
  return keys[slot] === key ? (weights[slot] ?? 0) : 0
}

/**
 * The slot that holds `key`, else the lightest: the one that the Space-Saving algorithm (Metwally, Agrawal & El Abbadi,
 * ICDT 2005) hands over, weight included, so weights are upper bounds.
 */
export function slotOf(keys: Uint16Array, weights: Float32Array, slots: Slots, key: number): number {
  const end = slots.from + slots.size
  let lightest = slots.from
  let least = Infinity
  for (let slot = slots.from; slot < end; slot++) {
    const weight = weights[slot] ?? 0
    if (weight > 0 && keys[slot] === key) return slot
    if (weight < least) {
      lightest = slot
      least = weight
    }
  }
  return lightest
}
