import { hourOf, hoursOfWeek, slotOfWeek, smoothedHour } from './hour-profile.ts'
import { LastActs } from './last-acts.ts'
import type { SavedLastActs } from './last-acts.ts'
import type { Room } from './pages.ts'
import {
  mergeSketch,
  scaleSketch,
  sketchQuantile,
  sketchWeight,
  summarise,
  teachSketch,
} from './quantile-sketch.ts'
import type { Summary } from './quantile-sketch.ts'
import { ProfileFacts } from './profile-facts.ts'
import { allDimensions, allMoments, dimensions } from './shape.ts'
import type { Dimension, Moment, Shape } from './shape.ts'
import { fold, slotOf } from './top-k.ts'
import { readUsual, teachUsual } from './usual-row.ts'
import { day } from '../event/time-units.ts'

/** A month-old observation counts half; the field's products look back 30 d (Cortex) to 180 d (Sentinel). */
export const halfLifeMs = 30 * day
/** Until a profile has this many active hours of its own, the prior speaks louder. */
const hourPrior = 8
/** An active hour in the words of a person: hours that are a half-life old still have eight grains. */
const hourGrain = 16
/** Of hundreds of observations every seventh tells the same, at a seventh of the price; prime to the amounts of an act. */
const enough = 200
const spacing = 7

export interface SavedProfile {
  record: Uint8Array
  last: SavedLastActs | undefined
  facts: readonly number[]
  /** Landmark, last active hour, now, unit, taught. */
  clock: readonly number[]
}

/**
 * What is normal for one person, a peer group or the organisation: a record of fixed length whose positions a `Shape`
 * gives. Call `advance` with an act's time before asking or teaching. Weights grow by
 * forward decay (Cormode et al., ICDE 2009) and are scaled down every half-life.
 */
export class Profile extends ProfileFacts {
  readonly shape: Shape
  /** Of a person. */
  readonly last: LastActs | undefined
  #landmark = NaN
  /** Weights, then coordinates. */
  readonly #floats: Float32Array
  /** Keys, sketches, usual values. */
  readonly #words: Uint16Array
  /** Hours of a person. */
  readonly #bytes: Uint8Array
  /** Where the profile's record stands, and where it begins among the floats, words and bytes. */
  readonly #room: Room
  readonly #at: number
  readonly #wordsAt: number
  readonly #bytesAt: number
  /** Where the keys of the slots begin. */
  readonly #keysAt: number
  #lastHour = NaN
  #now = NaN
  /** Weight of one observation made now. */
  #unit = 1
  #taught = 0

  constructor(shape: Shape, last?: LastActs) {
    super()
    this.shape = shape
    this.last = last
    this.#room = shape.pages.take()
    const { page, at } = this.#room
    this.#floats = page.floats
    this.#words = page.words
    this.#bytes = page.bytes
    this.#at = at
    this.#wordsAt = 2 * at
    this.#bytesAt = 4 * at
    this.#keysAt = this.#wordsAt + shape.keys
  }

  save(): SavedProfile {
    const clock = [this.#landmark, this.#lastHour, this.#now, this.#unit, this.#taught]
    const record = this.#bytes.slice(this.#bytesAt, this.#bytesAt + this.shape.pages.size)
    return { record, last: this.last?.save(), facts: this.facts, clock }
  }

  /** A profile of the same shape as it was saved. */
  static restore(shape: Shape, { record, last, facts, clock }: SavedProfile): Profile {
    const profile = new Profile(shape, last && LastActs.restore(last))
    profile.#bytes.set(record, profile.#bytesAt)
    profile.facts = facts
    const [landmark = NaN, lastHour = NaN, now = NaN, unit = 1, taught = 0] = clock
    profile.#landmark = landmark
    profile.#lastHour = lastHour
    profile.#now = now
    profile.#unit = unit
    profile.#taught = taught
    return profile
  }

  /** Gives its record back; the profile must not be used any more. */
  release(): void {
    this.shape.pages.giveBack(this.#room)
  }

  /** Late acts count as if made at the last rescaling, so a single wrong clock can't silence a profile. */
  advance(time: number): void {
    if (time === this.#now) return
    this.#now = time
    if (Number.isNaN(this.#landmark)) this.#landmark = time
    const halfLives = Math.max(0, time - this.#landmark) / halfLifeMs
    this.#unit = 2 ** halfLives
    if (halfLives >= 1) this.#rescale(time)
  }

  #rescale(time: number): void {
    const { decayedLength, hours, wide } = this.shape
    const factor = 1 / this.#unit
    for (let index = this.#at; index < this.#at + decayedLength; index++)
      this.#floats[index] = (this.#floats[index] ?? 0) * factor
    for (const moment of allMoments) scaleSketch(this.#words, this.#sketch(moment), factor)
    const from = this.#bytesAt + hours
    if (!wide)
      for (let slot = from; slot < from + hoursOfWeek; slot++)
        this.#bytes[slot] = Math.round((this.#bytes[slot] ?? 0) * factor)
    this.#landmark = time
    this.#unit = 1
  }

  /** Whether what is taught at `time` begins another active hour. Hours of the day before are taken for counted. */
  beginsHour(time: number): boolean {
    const hour = hourOf(time)
    if (hour <= this.#lastHour && hour > this.#lastHour - 24) return false
    this.#lastHour = hour
    return true
  }

  /** Counts an active hour. */
  teachHour(time: number): void {
    const { hours, hoursTotal, wide } = this.shape
    const slot = hours + slotOfWeek(hourOf(time))
    const at = this.#bytesAt + slot
    if (wide) this.#add(slot)
    else this.#bytes[at] = Math.min(255, (this.#bytes[at] ?? 0) + Math.round(hourGrain * this.#unit))
    this.#add(hoursTotal)
  }

  /** Share of this hour of the week among the active hours; `prior` is the share expected of a stranger. */
  hourShare(time: number, prior: number): number {
    const { hours, hoursTotal, wide } = this.shape
    const slot = slotOfWeek(hourOf(time))
    const weight = wide
      ? smoothedHour(this.#floats, this.#at + hours, slot) / this.#unit
      : smoothedHour(this.#bytes, this.#bytesAt + hours, slot) / hourGrain / this.#unit
    return (weight + hourPrior * prior) / (this.#weight(hoursTotal) + hourPrior)
  }

  /** Weight of an hour of the week, 0 Monday 00:00 UTC, in active hours of now. */
  hourWeight(slot: number): number {
    const { hours, wide } = this.shape
    if (wide) return this.#weight(hours + slot)
    return (this.#bytes[this.#bytesAt + hours + slot] ?? 0) / hourGrain / this.#unit
  }

  /** Weight of a value in observations made now. */
  weight(dimension: Dimension, key: number): number {
    const folded = fold(key)
    const slot = this.#slotOf(dimension, folded)
    return this.#keyAt(slot) === folded ? this.#weight(slot) : 0
  }

  total(dimension: Dimension): number {
    return this.#weight(this.shape.slots[dimension].total)
  }

  /** Sixteen bits of the value in a slot, counted from 0 in its dimension. */
  keyOf(dimension: Dimension, index: number): number {
    return this.#keyAt(this.shape.slots[dimension].from + index)
  }

  /** Weight of the value in a slot, in observations made now; 0 where it is free. */
  weightOf(dimension: Dimension, index: number): number {
    return this.#weight(this.shape.slots[dimension].from + index)
  }

  /** Where the city in a slot lies, in degrees. */
  latitudeOf(index: number): number {
    return this.#floats[this.#at + this.shape.coordinates + 2 * index] ?? NaN
  }

  longitudeOf(index: number): number {
    return this.#floats[this.#at + this.shape.coordinates + 2 * index + 1] ?? NaN
  }

  /**
   * -ln of the value's share, seen or not, after Krichevsky & Trofimov (1981): 0 where nothing else was ever seen,
   * ln 2 where nothing was seen at all, growing with the evidence against.
   */
  novelty(dimension: Dimension, key: number): number {
    const total = this.total(dimension)
    return Math.max(0, Math.log((total + 1) / (Math.min(total, this.weight(dimension, key)) + 0.5)))
  }

  /** Counts an observation of the value, `times` over. */
  teach(dimension: Dimension, key: number, times = 1): void {
    const folded = fold(key)
    const slot = this.#slotOf(dimension, folded)
    if (this.#keyAt(slot) !== folded) {
      if (this.#weight(slot) > 0) this.evicted += 1
      this.#words[this.#keysAt + slot] = folded
    }
    this.#add(slot, times)
    this.#add(this.shape.slots[dimension].total, times)
  }

  /** Says where a city lies that was taught. */
  locate(city: number, latitude: number, longitude: number): void {
    const slot = this.#slotOf(dimensions.city, fold(city)) - this.shape.slots[dimensions.city].from
    const at = this.#at + this.shape.coordinates + 2 * slot
    this.#floats[at] = latitude
    this.#floats[at + 1] = longitude
  }

  /** Teaches that the token `to` followed `from`. */
  teachStep(from: number, to: number): void {
    this.teach(dimensions.step, stepKey(from, to))
  }

  /** Share of `to` among what follows `from`; `prior` is the share expected of a stranger, worth three steps. */
  stepShare(from: number, to: number, prior: number): number {
    const { from: first, size } = this.shape.slots[dimensions.step]
    const wanted = stepKey(from, to)
    let taken = 0
    let left = 0
    for (let slot = first; slot < first + size; slot++) {
      const key = this.#keyAt(slot)
      if (key >>> 8 !== from) continue
      const weight = this.#weight(slot)
      left += weight
      if (key === wanted) taken += weight
    }
    return (taken + 3 * prior) / (left + 3)
  }

  /** Adds an amount, in log space, to what is known of its distribution. */
  teachMoment(moment: Moment, x: number): void {
    const at = this.#sketch(moment)
    this.#taught = (this.#taught + 1) % spacing
    if (this.#taught === 0 || sketchWeight(this.#words, at) < enough * this.#unit)
      teachSketch(this.#words, at, x, this.#unit)
  }

  /** What is known of an amount, in observations made now. */
  evidence(moment: Moment): number {
    return sketchWeight(this.#words, this.#sketch(moment)) / this.#unit
  }

  /** The value, in log space, below which the share `level` of the amounts lies; NaN where none is known. */
  quantile(moment: Moment, level: number): number {
    return sketchQuantile(this.#words, this.#sketch(moment), level)
  }

  /** Median and spread of an amount, in log space; returns its evidence, in observations made now. */
  summarise(moment: Moment, into: Summary): number {
    summarise(this.#words, this.#sketch(moment), into)
    return into.weight / this.#unit
  }

  /** Moves the usual value of every defined feature of the row at `at` towards it. */
  teachUsual(rows: Float32Array, at: number, kind: number): void {
    const place = this.shape.usual[kind]
    if (place) teachUsual(this.#words, this.#wordsAt, place, rows, at)
  }

  /** Writes the usual values of a class of acts at `at`; leaves the array alone while there are fewer than five. */
  readUsual(into: Float32Array, at: number, kind: number): void {
    const place = this.shape.usual[kind]
    if (place) readUsual(this.#words, this.#wordsAt, place, into, at)
  }

  /** Adds what another profile counted, hours and amounts included; `most` observations of each at most. */
  absorb(other: Profile, most: number): void {
    for (const dimension of allDimensions) {
      const total = other.total(dimension)
      if (this.shape.slots[dimension].size === 0 || total === 0) continue
      const factor = Math.min(1, most / total)
      for (let index = 0; index < other.shape.slots[dimension].size; index++) {
        const weight = other.weightOf(dimension, index)
        if (weight > 0) this.teach(dimension, other.keyOf(dimension, index), weight * factor)
      }
    }
    const active = other.#weight(other.shape.hoursTotal)
    const hours = Math.min(1, most / Math.max(1, active))
    for (let slot = 0; slot < hoursOfWeek; slot++)
      this.#add(this.shape.hours + slot, hours * other.hourWeight(slot))
    this.#add(this.shape.hoursTotal, hours * active)
    for (const moment of allMoments) {
      const known = other.evidence(moment)
      if (known === 0) continue
      const factor = (Math.min(1, most / known) * this.#unit) / other.#unit
      mergeSketch(this.#words, this.#sketch(moment), other.#words, other.#sketch(moment), factor)
    }
    this.signIns += other.signIns
    if (!(this.firstSeen <= other.firstSeen)) this.firstSeen = other.firstSeen
  }

  #slotOf(dimension: Dimension, folded: number): number {
    return slotOf(this.#words, this.#keysAt, this.#floats, this.#at, this.shape.slots[dimension], folded)
  }

  #keyAt(slot: number): number {
    return this.#words[this.#keysAt + slot] ?? 0
  }

  /** In observations made now. */
  #weight(position: number): number {
    return (this.#floats[this.#at + position] ?? 0) / this.#unit
  }

  #sketch(moment: Moment): number {
    return this.#wordsAt + this.shape.moments[moment]
  }

  #add(position: number, times = 1): void {
    const at = this.#at + position
    this.#floats[at] = (this.#floats[at] ?? 0) + times * this.#unit
  }
}

/** Vocabularies stay below 256 tokens. */
function stepKey(from: number, to: number): number {
  return from * 256 + to
}
