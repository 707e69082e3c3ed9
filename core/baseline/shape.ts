import { hoursOfWeek } from './hour-profile.ts'
import { momentSize } from './moments.ts'
import type { Slots } from './top-k.ts'

/** What is counted per value: places, equipment, destinations, steps from one act to the next. */
export const dimensions = [
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
  'destination',
  'service',
  'destinationCountry',
  'step',
] as const
export type Dimension = (typeof dimensions)[number]

/** Running moments of log1p values; `Session`: of ended sessions, `Flow`: of flows. */
export const moments = [
  'upSession',
  'downSession',
  'totalSession',
  'durationSession',
  'upDaySession',
  'upFlow',
  'downFlow',
  'totalFlow',
  'durationFlow',
  'upDayFlow',
  'signInsDay',
] as const
export type Moment = (typeof moments)[number]

/** What is usual is kept apart for these: a session's bytes say nothing of a flow's. */
export const usualClasses = 3

/** Where everything stands in the three arrays of a profile. */
export interface Shape {
  slots: Record<Dimension, Slots>
  /** Position of each dimension's total weight, in the decayed array. */
  totals: Record<Dimension, number>
  /** The 168 hours of the week, and their total. */
  hours: number
  hoursTotal: number
  /** Weight of the steps that leave each token. */
  leaving: number
  decayedLength: number
  /** Slots stand first in the decayed array, so a slot's weight and its key have the same position. */
  keysLength: number
  features: number
  usual: number
  usualCounts: number
  moments: Record<Moment, number>
  /** Latitude and longitude of each slot of `city`. */
  coordinates: number
  plainLength: number
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

/** `features`: columns of the catalogue; `tokens`: size of the vocabulary. */
export function shapeOf(sizes: Record<Dimension, number>, features: number, tokens: number): Shape {
  let decayed = 0
  const take = (length: number): number => (decayed += length) - length
  const each = <Name extends string, Value>(
    names: readonly Name[],
    make: (name: Name, index: number) => Value,
  ) => Object.fromEntries(names.map((name, index) => [name, make(name, index)])) as Record<Name, Value> // same keys
  const slots = each(dimensions, (name) => ({ from: take(sizes[name]), size: sizes[name] }))
  const keysLength = decayed
  const totals = each(dimensions, () => take(1))
  const hours = take(hoursOfWeek)
  const hoursTotal = take(1)
  const leaving = take(tokens)
  const usualCounts = usualClasses * features
  const momentsFrom = usualCounts + usualClasses
  const coordinates = momentsFrom + moments.length * momentSize
  return {
    slots,
    totals,
    hours,
    hoursTotal,
    leaving,
    decayedLength: decayed,
    keysLength,
    features,
    usual: 0,
    usualCounts,
    moments: each(moments, (_, index) => momentsFrom + index * momentSize),
    coordinates,
    plainLength: coordinates + 2 * sizes.city,
  }
}
