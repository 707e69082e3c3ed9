/** Where the slots of one bounded counter stand in the arrays of a profile. */
export interface Slots {
  from: number
  size: number
}

/** Weight of `key`, 0 where it is not among the slots. A slot without weight is free. */
export function weightOf(keys: Uint32Array, weights: Float32Array, slots: Slots, key: number): number {
  const slot = slotOf(keys, weights, slots, key)
  return keys[slot] === key ? (weights[slot] ?? 0) : 0
}

/**
 * The slot that holds `key`, else the lightest: the one that the Space-Saving algorithm (Metwally, Agrawal & El Abbadi,
 * ICDT 2005) hands over, weight included, so weights are upper bounds.
 */
export function slotOf(keys: Uint32Array, weights: Float32Array, slots: Slots, key: number): number {
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
