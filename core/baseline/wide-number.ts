/** Whole numbers in two floats side by side: one alone counts to 2^24 only. */
const part = 2 ** 24

export function readWide(store: Float32Array, at: number): number {
  return (store[at] ?? 0) * part + (store[at + 1] ?? 0)
}

export function writeWide(store: Float32Array, at: number, value: number): void {
  const high = Math.floor(value / part)
  store[at] = high
  store[at + 1] = Math.floor(value - high * part)
}
