import { readWide, writeWide } from './wide-number.ts'
import { day } from '../event/time-units.ts'

const slots = 8
/** Of a slot: key, last time in two parts, gaps, mean and variance of ln(1 + s). */
const fields = 6
const keyBits = 2 ** 24 - 2
/** Floats that are taken from the beginning of the array on. */
export const gapsLength = slots * fields
/** Who was not contacted for a day makes room. */
const staleMs = day
/** Gaps are averaged over about this many. */
const slowest = 1 / 20
/** RITA asks for four connections before it speaks of a beacon. */
const leastGaps = 3

/** How a person came back to a destination. */
export interface Return {
  /** ln(1 + s) since the connection before; NaN for the first, and for late records. */
  gap: number
  /** Gaps seen. */
  count: number
  /** 1 for a clockwork, e^-1 where gaps vary by a factor of e; NaN below four connections. */
  regularity: number
}

/**
 * How regularly a person comes back to a destination: mean and variance of the log gaps between connections, for the
 * eight destinations most often contacted within a day; a new one takes the place of the stalest or least contacted. A
 * late record has no gap. Fills `into`.
 */
export function touchGaps(store: Float32Array, key: number, time: number, into: Return): void {
  const wanted = (key & keyBits) + 1
  let victim = 0
  let least = Infinity
  for (let at = 0; at < gapsLength; at += fields) {
    const last = readWide(store, at + 1)
    const gaps = store[at + 3] ?? 0
    if (store[at] === wanted && last > time - staleMs) return comeBack(store, at, time, into)
    const claim = last <= time - staleMs ? -1 : gaps + last / 1e16
    if (claim >= least) continue
    least = claim
    victim = at
  }
  store.fill(0, victim, victim + fields)
  store[victim] = wanted
  writeWide(store, victim + 1, time)
  into.gap = NaN
  into.count = 0
  into.regularity = NaN
}

function comeBack(store: Float32Array, at: number, time: number, into: Return): void {
  const elapsed = time - readWide(store, at + 1)
  let gap = NaN
  if (elapsed >= 0) {
    writeWide(store, at + 1, time)
    gap = Math.log1p(elapsed / 1000)
    const known = store[at + 3] ?? 0
    const rate = Math.max(1 / (known + 1), slowest)
    const step = gap - (store[at + 4] ?? 0)
    store[at + 3] = known + 1
    store[at + 4] = (store[at + 4] ?? 0) + rate * step
    store[at + 5] = (1 - rate) * ((store[at + 5] ?? 0) + rate * step * step)
  }
  const count = store[at + 3] ?? 0
  into.gap = gap
  into.count = count
  into.regularity = count < leastGaps ? NaN : Math.exp(-Math.sqrt(store[at + 5] ?? 0))
}
