import { hoursOfWeek } from './hour-profile.ts'
import { sketchSize } from './quantile-sketch.ts'
import type { Slots } from './top-k.ts'

/** What is counted per value of sign-ins and sessions: places and equipment. */
export const sessionDimensions = [
  'country',
  'city',
  'asn',
  'device',
  'os',
  'client',
  'auth',
  'group',
  'gateway',
  'reason',
] as const
/** And of flows. */
export const flowDimensions = ['destination', 'service', 'destinationCountry'] as const
/** All that is counted per value; `step`: from one act to the next. */
export const dimensions = [...sessionDimensions, ...flowDimensions, 'step'] as const
export type Dimension = (typeof dimensions)[number]

/** Amounts with a quantile sketch each, in log space; `Session`: of ended sessions, `Flow`: of flows. */
export const moments = [
  'upSession',
  'downSession',
  'totalSession',
  'durationSession',
  'upDaySession',
  'ratioSession',
  'upFlow',
  'downFlow',
  'totalFlow',
  'durationFlow',
  'upDayFlow',
  'ratioFlow',
  'signInsDay',
] as const
export type Moment = (typeof moments)[number]

/** What is usual is kept apart for these: a session's bytes say nothing of a flow's. */
export const usualClasses = 3

/** Where everything stands in the arrays of a profile. */
export interface Shape {
  slots: Record<Dimension, Slots>
  /** Position of each dimension's total weight, among the weights. */
  totals: Record<Dimension, number>
  /** The 168 hours of the week; among the words for a person, among the weights for many people. */
  hours: number
  hoursTotal: number
  /** Whether hours are counted in whole 32-bit weights: a person is active once an hour, an organisation without bound. */
  wide: boolean
  /** Weights decay, the rest of the floats doesn't. */
  decayedLength: number
  /** Latitude and longitude of each slot of `city`. */
  coordinates: number
  floatsLength: number
  /** Slots stand first in words and floats, so a slot's weight and its key have the same position. */
  keysLength: number
  features: number
  usual: number
  usualCounts: number
  moments: Record<Moment, number>
  wordsLength: number
}

/** Slots for one person; a typical person fills a third of them. */
export const personSlots: Record<Dimension, number> = {
  country: 6,
  city: 6,
  asn: 6,
  device: 6,
  os: 4,
  client: 4,
  auth: 4,
  group: 4,
  gateway: 4,
  reason: 6,
  destination: 32,
  service: 12,
  destinationCountry: 8,
  step: 32,
}

/** A peer group is asked for what its members share. */
export const peerSlots: Record<Dimension, number> = {
  country: 32,
  city: 0,
  asn: 64,
  device: 0,
  os: 16,
  client: 0,
  auth: 0,
  group: 16,
  gateway: 16,
  reason: 0,
  destination: 256,
  service: 48,
  destinationCountry: 0,
  step: 0,
}

/** The organisation is asked for countries and networks only. */
export const organisationSlots: Record<Dimension, number> = {
  country: 256,
  city: 0,
  asn: 1024,
  device: 0,
  os: 0,
  client: 0,
  auth: 0,
  group: 0,
  gateway: 0,
  reason: 0,
  destination: 0,
  service: 0,
  destinationCountry: 0,
  step: 0,
}

/** `features`: columns whose usual values are kept; `wide`: the profile of many people. */
export function shapeOf(sizes: Record<Dimension, number>, features: number, wide: boolean): Shape {
  let floats = 0
  const take = (length: number): number => (floats += length) - length
  const each = <Name extends string, Value>(
    names: readonly Name[],
    make: (name: Name, index: number) => Value,
  ) => Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, Value> // same keys
  const slots = each(dimensions, (name) => ({ from: take(sizes[name]), size: sizes[name] }))
  const keysLength = floats
  const totals = each(dimensions, () => take(1))
  const hoursTotal = take(1)
  const wideHours = take(wide ? hoursOfWeek : 0)
  const decayedLength = floats
  const coordinates = take(2 * sizes.city)
  let words = keysLength
  const reserve = (length: number): number => (words += length) - length
  const narrowHours = reserve(wide ? 0 : hoursOfWeek)
  const sketches = each(moments, () => reserve(sketchSize))
  const usual = reserve(usualClasses * features)
  const usualCounts = reserve(usualClasses)
  return {
    slots,
    totals,
    hours: wide ? wideHours : narrowHours,
    hoursTotal,
    wide,
    decayedLength,
    coordinates,
    floatsLength: floats,
    keysLength,
    features,
    usual,
    usualCounts,
    moments: sketches,
    wordsLength: words,
  }
}
