/** Where the slots of one bounded counter stand in the arrays of a profile. */
export interface Slots {
  from: number
  size: number
  /** Where the weight of all values stands, among the weights. */
  total: number
}

/** Sixteen bits of a key: among 32 known values a new one is taken for a known one once in 2,000. Ports stay as they are. */
export function fold(key: number): number {
  return (key ^ (key >>> 16)) & 0xffff
}

/**
 * The slot that holds `key`, else the lightest: the one that the Space-Saving algorithm (Metwally, Agrawal & El Abbadi,
 * ICDT 2005) hands over, weight included, so weights are upper bounds. `keysAt` and `weightsAt`: where slot 0 stands.
 */
export function slotOf(
  keys: Uint16Array,
  keysAt: number,
  weights: Float32Array,
  weightsAt: number,
  slots: Slots,
  key: number,
): number {
  const end = slots.from + slots.size
  let lightest = slots.from
  let least = Infinity
  for (let slot = slots.from; slot < end; slot++) {
    const weight = weights[weightsAt + slot] ?? 0
    // Slots are taken in their order: this one is free, and all that follow.
    if (weight === 0) return slot
    if (keys[keysAt + slot] === key) return slot
    if (weight < least) {
      lightest = slot
      least = weight
    }
  }
  return lightest
}
