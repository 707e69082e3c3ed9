import type { Shape } from './shape.ts'

/** Fewer acts of a class than this and nothing is called usual. */
const leastUsual = 5
/** A usual value is the mean of about the last 100 acts of its class. */
const slowest = 1 / 50
/** From here on every seventh act tells the same, at a seventh of the price. */
const enough = 105
const spacing = 7
/** Values are stored in steps of 1/256 between -128 and 128; 0 stands for none. */
const steps = 256
const zero = 32_768

/** Moves the usual value of every defined feature of the row at `at` towards it. */
export function teachUsual(
  words: Uint16Array,
  shape: Shape,
  rows: Float32Array,
  at: number,
  kind: number,
): void {
  const { features, usual, usualCounts } = shape
  const count = words[usualCounts + kind] ?? 0
  words[usualCounts + kind] = count === 65_535 ? enough : count + 1
  if (count > enough && count % spacing !== 0) return
  const rate = Math.max(1 / (count + 1), slowest)
  const from = usual + kind * features
  for (let feature = 0; feature < features; feature++) {
    const value = rows[at + feature] ?? NaN
    if (Number.isNaN(value)) continue
    const aim = Math.min(65_535, Math.max(1, value * steps + zero))
    const known = words[from + feature] ?? 0
    words[from + feature] = Math.round(known === 0 ? aim : known + rate * (aim - known))
  }
}

/** Writes the usual values of a class of acts at `at`; leaves the array alone while there are fewer than five. */
export function readUsual(
  words: Uint16Array,
  shape: Shape,
  into: Float32Array,
  at: number,
  kind: number,
): void {
  const { features, usual, usualCounts } = shape
  if ((words[usualCounts + kind] ?? 0) < leastUsual) return
  const from = usual + kind * features
  for (let feature = 0; feature < features; feature++) {
    const value = words[from + feature] ?? 0
    into[at + feature] = value === 0 ? NaN : (value - zero) / steps
  }
}
