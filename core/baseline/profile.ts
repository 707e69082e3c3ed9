import { hourOf, hoursOfWeek, slotOfWeek, smoothedHour } from './hour-profile.ts'
import {
  mergeSketch,
  scaleSketch,
  sketchQuantile,
  sketchWeight,
  summarise,
  teachSketch,
} from './quantile-sketch.ts'
import type { Summary } from './quantile-sketch.ts'
import { dimensions, moments } from './shape.ts'
import type { Dimension, Moment, Shape } from './shape.ts'
import { fold, slotOf, weightOf } from './top-k.ts'
import { readUsual, teachUsual } from './usual-row.ts'

const dayMs = 86_400_000
/** A month-old observation counts half; the field's products look back 30 d (Cortex) to 180 d (Sentinel). */
export const halfLifeMs = 30 * dayMs
/** Until a profile has this many active hours of its own, the prior speaks louder. */
const hourPrior = 8
/** An active hour in the words of a person: hours that are a half-life old still have eight grains. */
const hourGrain = 16
/** Of hundreds of observations every seventh tells the same, at a seventh of the price; prime to the amounts of an act. */
const enough = 200
const spacing = 7

/**
 * What is normal for one person, a peer group or the organisation: typed arrays whose positions a `Shape` gives, so a
 * known person costs a fixed 2.4 KB. Call `advance` with an act's time before asking or teaching. Weights grow by
 * forward decay (Cormode et al., ICDE 2009) and are scaled down every half-life.
 */
export class Profile {
  readonly shape: Shape
  /** 16 bits each: keys, hours, sketches, usual values. */
  readonly words: Uint16Array
  /** Weights, then coordinates. */
  readonly floats: Float32Array
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
  /** Strength of the authentication the person usually passes. */
  strength = NaN
  /** The peer group, -1 while in none, and the round in which it was chosen. */
  group = -1
  round = -1
  /** How far the person's services are from the group's, at the beginning of the round. */
  apart = NaN
  #landmark = NaN
  #lastHour = NaN
  /** Weight of one observation made now. */
  #unit = 1
  #taught = 0

  constructor(shape: Shape) {
    this.shape = shape
    // One buffer for all: buffers have a price of their own, and there is a profile for every person.
    const { wordsLength, floatsLength } = shape
    const buffer = new ArrayBuffer(4 * floatsLength + 2 * wordsLength)
    this.floats = new Float32Array(buffer, 0, floatsLength)
    this.words = new Uint16Array(buffer, 4 * floatsLength, wordsLength)
  }

  /** Late acts count as if made at the last rescaling, so a single wrong clock can't silence a profile. */
  advance(time: number): void {
    if (Number.isNaN(this.#landmark)) this.#landmark = time
    const halfLives = Math.max(0, time - this.#landmark) / halfLifeMs
    this.#unit = 2 ** halfLives
    if (halfLives >= 1) this.#rescale(time)
  }

  #rescale(time: number): void {
    const { decayedLength, hours, wide } = this.shape
    const factor = 1 / this.#unit
    for (let index = 0; index < decayedLength; index++)
      this.floats[index] = (this.floats[index] ?? 0) * factor
    for (const moment of moments) scaleSketch(this.words, this.shape.moments[moment], factor)
    if (!wide)
      for (let slot = hours; slot < hours + hoursOfWeek; slot++)
        this.words[slot] = Math.round((this.words[slot] ?? 0) * factor)
    this.#landmark = time
    this.#unit = 1
  }

  /** 0..1; 1 from 14 days and 20 sign-ins on. */
  maturity(time: number): number {
    const days = this.firstSeen <= time ? (time - this.firstSeen) / dayMs : 0
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
    const { hours, hoursTotal, wide } = this.shape
    const slot = hours + slotOfWeek(hourOf(time))
    if (wide) this.#add(slot)
    else this.words[slot] = Math.min(65_535, (this.words[slot] ?? 0) + Math.round(hourGrain * this.#unit))
    this.#add(hoursTotal)
  }

  /** Share of this hour of the week among the active hours; `prior` is the share expected of a stranger. */
  hourShare(time: number, prior: number): number {
    const { hours, hoursTotal, wide } = this.shape
    const slot = slotOfWeek(hourOf(time))
    const weight = wide
      ? smoothedHour(this.floats, hours, slot)
      : smoothedHour(this.words, hours, slot) / hourGrain
    return (
      (weight / this.#unit + hourPrior * prior) / ((this.floats[hoursTotal] ?? 0) / this.#unit + hourPrior)
    )
  }

  /** Weight of an hour of the week, 0 Monday 00:00 UTC, in active hours of now. */
  hourWeight(slot: number): number {
    const { hours, wide } = this.shape
    return (
      (wide ? (this.floats[hours + slot] ?? 0) : (this.words[hours + slot] ?? 0) / hourGrain) / this.#unit
    )
  }

  /** Weight of a value in observations made now. */
  weight(dimension: Dimension, key: number): number {
    return weightOf(this.words, this.floats, this.shape.slots[dimension], fold(key)) / this.#unit
  }

  total(dimension: Dimension): number {
    return (this.floats[this.shape.totals[dimension]] ?? 0) / this.#unit
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
  teach(dimension: Dimension, key: number, times = 1): number {
    const folded = fold(key)
    const slot = slotOf(this.words, this.floats, this.shape.slots[dimension], folded)
    if (this.words[slot] !== folded) {
      if ((this.floats[slot] ?? 0) > 0) this.evicted += 1
      this.words[slot] = folded
    }
    this.#add(slot, times)
    this.#add(this.shape.totals[dimension], times)
    return slot
  }

  /** Teaches that the token `to` followed `from`. */
  teachStep(from: number, to: number): void {
    this.teach('step', stepKey(from, to))
  }

  /** Share of `to` among what follows `from`; `prior` is the share expected of a stranger, worth three steps. */
  stepShare(from: number, to: number, prior: number): number {
    const { from: first, size } = this.shape.slots.step
    const wanted = stepKey(from, to)
    let taken = 0
    let left = 0
    for (let slot = first; slot < first + size; slot++) {
      const key = this.words[slot] ?? 0
      if (key >>> 8 !== from) continue
      const weight = (this.floats[slot] ?? 0) / this.#unit
      left += weight
      if (key === wanted) taken += weight
    }
    return (taken + 3 * prior) / (left + 3)
  }

  /** Adds an amount, in log space, to what is known of its distribution. */
  teachMoment(moment: Moment, x: number): void {
    const at = this.shape.moments[moment]
    this.#taught = (this.#taught + 1) % spacing
    if (this.#taught === 0 || sketchWeight(this.words, at) < enough * this.#unit)
      teachSketch(this.words, at, x, this.#unit)
  }

  /** What is known of an amount, in observations made now. */
  evidence(moment: Moment): number {
    return sketchWeight(this.words, this.shape.moments[moment]) / this.#unit
  }

  /** The value, in log space, below which the share `level` of the amounts lies; NaN where none is known. */
  quantile(moment: Moment, level: number): number {
    return sketchQuantile(this.words, this.shape.moments[moment], level)
  }

  /** Median and spread of an amount, in log space; returns its evidence, in observations made now. */
  summarise(moment: Moment, into: Summary): number {
    summarise(this.words, this.shape.moments[moment], into)
    return into.weight / this.#unit
  }

  /** Moves the usual value of every defined feature of the row at `at` towards it. */
  teachUsual(rows: Float32Array, at: number, kind: number): void {
    teachUsual(this.words, this.shape, rows, at, kind)
  }

  /** Writes the usual values of a class of acts at `at`; leaves the array alone while there are fewer than five. */
  readUsual(into: Float32Array, at: number, kind: number): void {
    readUsual(this.words, this.shape, into, at, kind)
  }

  /** Adds what another profile counted, hours and amounts included; `most` observations of each at most. */
  absorb(other: Profile, most: number): void {
    const { slots } = other.shape
    for (const dimension of dimensions) {
      const { size } = this.shape.slots[dimension]
      const total = other.total(dimension)
      if (size === 0 || total === 0) continue
      const factor = Math.min(1, most / total) / other.#unit
      const { from, size: others } = slots[dimension]
      for (let slot = from; slot < from + others; slot++) {
        const weight = other.floats[slot] ?? 0
        if (weight > 0) this.teach(dimension, other.words[slot] ?? 0, weight * factor)
      }
    }
    const hours = Math.min(1, most / Math.max(1, (other.floats[other.shape.hoursTotal] ?? 0) / other.#unit))
    for (let slot = 0; slot < hoursOfWeek; slot++)
      this.#add(this.shape.hours + slot, hours * other.hourWeight(slot))
    this.#add(this.shape.hoursTotal, (hours * (other.floats[other.shape.hoursTotal] ?? 0)) / other.#unit)
    for (const moment of moments) {
      const known = other.evidence(moment)
      if (known === 0) continue
      const factor = (Math.min(1, most / known) * this.#unit) / other.#unit
      mergeSketch(this.words, this.shape.moments[moment], other.words, other.shape.moments[moment], factor)
    }
    this.signIns += other.signIns
    if (!(this.firstSeen <= other.firstSeen)) this.firstSeen = other.firstSeen
  }

  #add(position: number, times = 1): void {
    this.floats[position] = (this.floats[position] ?? 0) + times * this.#unit
  }
}

/** Vocabularies stay below 256 tokens. */
function stepKey(from: number, to: number): number {
  return from * 256 + to
}
