import { hourOf, slotOfWeek, smoothedHour } from './hour-profile.ts'
import type { Dimension, Shape } from './shape.ts'
import { slotOf, weightOf } from './top-k.ts'

const dayMs = 86_400_000
/** A month-old observation counts half; the field's products look back 30 d (Cortex) to 180 d (Sentinel). */
export const halfLifeMs = 30 * dayMs
/** Weights grow by forward decay (Cormode et al., ICDE 2009) until this many half-lives, then are scaled down. */
const rescaleAt = 32
/** Until a profile has this many active hours of its own, the prior speaks louder. */
const hourPrior = 8
/** Fewer acts of a class than this and nothing is called usual. */
const leastUsual = 5

/**
 * What is normal for one person, or for the organisation as a whole: three typed arrays whose positions a `Shape` gives,
 * so a known person costs a fixed 4 KB. Call `advance` with an act's time before asking or teaching.
 */
export class Profile {
  readonly shape: Shape
  readonly keys: Uint32Array
  readonly decayed: Float32Array
  /** Usual values, moments and coordinates. */
  readonly plain: Float32Array
  firstSeen = NaN
  /** Of the last successful act. */
  lastSeen = NaN
  lastSignIn = NaN
  /** When and where the last sign-in with a known place was. */
  located = NaN
  latitude = NaN
  longitude = NaN
  signIns = 0
  /** Values that had to make room for others. */
  evicted = 0
  #landmark = NaN
  #lastHour = NaN
  /** Weight of one observation made now. */
  #unit = 1

  constructor(shape: Shape) {
    this.shape = shape
    // One buffer for all: buffers have a price of their own, and there is a profile for every person.
    const { keysLength, decayedLength, plainLength } = shape
    const buffer = new ArrayBuffer(4 * (keysLength + decayedLength + plainLength))
    this.keys = new Uint32Array(buffer, 0, keysLength)
    this.decayed = new Float32Array(buffer, 4 * keysLength, decayedLength)
    this.plain = new Float32Array(buffer, 4 * (keysLength + decayedLength), plainLength)
    this.plain.fill(NaN, shape.usual, shape.usualCounts)
  }

  /** Late acts count as if made at the last rescaling, so a single wrong clock can't silence a profile. */
  advance(time: number): void {
    if (Number.isNaN(this.#landmark)) this.#landmark = time
    const halfLives = Math.max(0, time - this.#landmark) / halfLifeMs
    this.#unit = 2 ** halfLives
    if (halfLives < rescaleAt) return
    for (let index = 0; index < this.decayed.length; index++)
      this.decayed[index] = (this.decayed[index] ?? 0) / this.#unit
    this.#landmark = time
    this.#unit = 1
  }

  /** 0..1; 1 from 14 days and 20 sign-ins on. */
  maturity(time: number): number {
    const days = Math.max(0, time - this.firstSeen) / dayMs
    return Math.min(1, days / 14) * Math.min(1, this.signIns / 20)
  }

  /** Notes that the profile's owner did something successfully. */
  notice(time: number): void {
    if (!(this.firstSeen <= time)) this.firstSeen = time
    if (!(this.lastSeen >= time)) this.lastSeen = time
  }

  /** Whether what is taught at `time` begins another active hour. */
  beginsHour(time: number): boolean {
    const hour = hourOf(time)
    if (hour === this.#lastHour) return false
    this.#lastHour = hour
    return true
  }

  /** Counts an active hour. */
  teachHour(time: number): void {
    const { hours, hoursTotal } = this.shape
    this.#add(hours + slotOfWeek(hourOf(time)))
    this.#add(hoursTotal)
  }

  /** Share of this hour of the week among the active hours; `prior` is the share expected of a stranger. */
  hourShare(time: number, prior: number): number {
    const { hours, hoursTotal } = this.shape
    const seen = smoothedHour(this.decayed, hours, slotOfWeek(hourOf(time))) / this.#unit
    return (seen + hourPrior * prior) / ((this.decayed[hoursTotal] ?? 0) / this.#unit + hourPrior)
  }

  /** Weight of a value in observations made now. */
  weight(dimension: Dimension, key: number): number {
    return weightOf(this.keys, this.decayed, this.shape.slots[dimension], key >>> 0) / this.#unit
  }

  total(dimension: Dimension): number {
    return (this.decayed[this.shape.totals[dimension]] ?? 0) / this.#unit
  }

  /**
   * -ln of the value's share, seen or not, after Krichevsky & Trofimov (1981): 0 where nothing else was ever seen,
   * ln 2 where nothing was seen at all, growing with the evidence against.
   */
  novelty(dimension: Dimension, key: number): number {
    const total = this.total(dimension)
    return Math.max(0, Math.log((total + 1) / (Math.min(total, this.weight(dimension, key)) + 0.5)))
  }

  /** The slot that was taught. */
  teach(dimension: Dimension, key: number): number {
    const slot = slotOf(this.keys, this.decayed, this.shape.slots[dimension], key >>> 0)
    if (this.keys[slot] !== key >>> 0) {
      if ((this.decayed[slot] ?? 0) > 0) this.evicted += 1
      this.keys[slot] = key
    }
    this.#add(slot)
    this.#add(this.shape.totals[dimension])
    return slot
  }

  /** Teaches that the token `to` followed `from`. */
  teachStep(from: number, to: number): void {
    this.teach('step', stepKey(from, to))
    this.#add(this.shape.leaving + from)
  }

  /** Share of `to` among what follows `from`; `prior` is the share expected of a stranger, worth three steps. */
  stepShare(from: number, to: number, prior: number): number {
    const left = (this.decayed[this.shape.leaving + from] ?? 0) / this.#unit
    const taken = Math.min(left, this.weight('step', stepKey(from, to)))
    return (taken + 3 * prior) / (left + 3)
  }

  /** Moves the usual value of every defined feature of the row at `at` towards it. */
  teachUsual(rows: Float32Array, at: number, kind: number, slowest: number): void {
    const { features, usual, usualCounts } = this.shape
    const count = this.plain[usualCounts + kind] ?? 0
    const rate = Math.max(1 / (count + 1), slowest)
    const from = usual + kind * features
    for (let feature = 0; feature < features; feature++) {
      const value = rows[at + feature] ?? NaN
      if (Number.isNaN(value)) continue
      const known = this.plain[from + feature] ?? NaN
      this.plain[from + feature] = Number.isNaN(known) ? value : known + rate * (value - known)
    }
    this.plain[usualCounts + kind] = count + 1
  }

  /** Writes the usual values of a class of acts at `at`; leaves the array alone while there are fewer than five. */
  readUsual(into: Float32Array, at: number, kind: number): void {
    const { features, usual, usualCounts } = this.shape
    if ((this.plain[usualCounts + kind] ?? 0) < leastUsual) return
    const from = usual + kind * features
    for (let feature = 0; feature < features; feature++)
      into[at + feature] = this.plain[from + feature] ?? NaN
  }

  #add(position: number): void {
    this.decayed[position] = (this.decayed[position] ?? 0) + this.#unit
  }
}

/** Vocabularies stay below 1,024 tokens. */
function stepKey(from: number, to: number): number {
  return from * 1024 + to
}
