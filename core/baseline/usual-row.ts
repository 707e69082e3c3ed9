import type { UsualPlace } from './shape.ts'

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

/** Moves the usual value of every defined feature of the row at `at` towards it. `wordsAt`: where the person's record begins. */
export function teachUsual(
  words: Uint16Array,
  wordsAt: number,
  place: UsualPlace,
  rows: Float32Array,
  at: number,
): void {
  const { columns } = place
  const from = wordsAt + place.from
  const count = words[wordsAt + place.count] ?? 0
  words[wordsAt + place.count] = count === 65_535 ? enough : count + 1
  if (count > enough && count % spacing !== 0) return
  const rate = Math.max(1 / (count + 1), slowest)
  for (let index = 0; index < columns.length; index++) {
    const value = rows[at + (columns[index] ?? 0)] ?? NaN
    if (Number.isNaN(value)) continue
    const aim = Math.min(65_535, Math.max(1, value * steps + zero))
    const known = words[from + index] ?? 0
    words[from + index] = Math.round(known === 0 ? aim : known + rate * (aim - known))
  }
}

/** Writes the usual values of a class of acts at `at`; leaves the array alone while there are fewer than five. */
export function readUsual(
  words: Uint16Array,
  wordsAt: number,
  place: UsualPlace,
  into: Float32Array,
  at: number,
): void {
  const { columns } = place
  const from = wordsAt + place.from
  if ((words[wordsAt + place.count] ?? 0) < leastUsual) return
  for (let index = 0; index < columns.length; index++) {
    const value = words[from + index] ?? 0
    if (value !== 0) into[at + (columns[index] ?? 0)] = (value - zero) / steps
  }
}
