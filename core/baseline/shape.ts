import { hoursOfWeek } from './hour-profile.ts'
import { Pages } from './pages.ts'
import { sketchSize } from './quantile-sketch.ts'
import type { Slots } from './top-k.ts'

/** What is counted per value: places, equipment, destinations; `step`: from one act to the next. Numbers index faster than names. */
export const dimensions = {
  country: 0,
  city: 1,
  asn: 2,
  device: 3,
  os: 4,
  client: 5,
  auth: 6,
  group: 7,
  gateway: 8,
  reason: 9,
  destination: 10,
  service: 11,
  destinationCountry: 12,
  step: 13,
} as const
export type Dimension = (typeof dimensions)[keyof typeof dimensions]
export const allDimensions: readonly Dimension[] = Object.values(dimensions)

/** Amounts with a quantile sketch each, in log space; `Session`: of ended sessions, `Flow`: of flows. */
export const moments = {
  upSession: 0,
  downSession: 1,
  totalSession: 2,
  durationSession: 3,
  upDaySession: 4,
  ratioSession: 5,
  upFlow: 6,
  downFlow: 7,
  totalFlow: 8,
  durationFlow: 9,
  upDayFlow: 10,
  ratioFlow: 11,
  signInsDay: 12,
} as const
export type Moment = (typeof moments)[keyof typeof moments]
export const allMoments: readonly Moment[] = Object.values(moments)

export interface UsualPlace {
  columns: readonly number[]
  from: number
  count: number
}

/**
 * Where everything stands in the record of a profile: weights and numbers count floats, keys, sketches and usual values
 * 16-bit words, hours bytes, each from the beginning of the record.
 */
export interface Shape {
  pages: Pages
  /** Slots stand first among the floats, and in the same order among the words. */
  slots: Record<Dimension, Slots>
  /** What a slot's position among the floats and among the words differ by. */
  keys: number
  hours: number
  hoursTotal: number
  /** Whether hours are counted in 32-bit weights: a person is active once an hour, an organisation without bound. */
  wide: boolean
  /** Weights decay, the rest of the floats doesn't. */
  decayedLength: number
  /** Latitude and longitude of each slot of `city`. */
  coordinates: number
  /** By class of acts: the columns whose usual values are kept, where these stand, and where their number of acts does. */
  usual: readonly UsualPlace[]
  moments: Record<Moment, number>
}

/** Records of a page where each person has one. */
const recordsOfPage = 16

type Sizes = Record<keyof typeof dimensions, number>

/** Slots for one person; a typical person fills a third of them. */
export const personSlots: Sizes = {
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
export const peerSlots: Sizes = {
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
export const organisationSlots: Sizes = {
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

/** `usual`: by class of acts, the columns whose usual values are kept; `wide`: the profile of many people. */
export function shapeOf(sizes: Sizes, usual: readonly (readonly number[])[], wide: boolean): Shape {
  const floats = new Layout(0)
  const names = Object.keys(dimensions) as (keyof Sizes)[] // in the order of their numbers
  const slots = names.map((name) => ({ from: floats.take(sizes[name]), size: sizes[name], total: 0 }))
  const keysLength = floats.end
  for (const each of slots) each.total = floats.take(1)
  const hoursTotal = floats.take(1)
  const wideHours = floats.take(wide ? hoursOfWeek : 0)
  const decayedLength = floats.end
  const coordinates = floats.take(2 * sizes.city)
  const words = new Layout(2 * floats.end)
  const keys = words.take(keysLength)
  const sketches = allMoments.map(() => words.take(sketchSize))
  const usualPlaces = usual.map((columns) => ({
    columns,
    from: words.take(columns.length),
    count: words.take(1),
  }))
  const bytes = new Layout(2 * words.end)
  const narrowHours = bytes.take(wide ? 0 : hoursOfWeek)
  return {
    pages: new Pages(Math.ceil(bytes.end / 4), wide ? 1 : recordsOfPage),
    slots: slots as unknown as Shape['slots'], // one for each number
    keys,
    hours: wide ? wideHours : narrowHours,
    hoursTotal,
    wide,
    decayedLength,
    coordinates,
    usual: usualPlaces,
    moments: sketches as unknown as Shape['moments'], // one for each number
  }
}

/** Positions one after another. */
class Layout {
  end: number

  constructor(begin: number) {
    this.end = begin
  }

  take(length: number): number {
    const from = this.end
    this.end += length
    return from
  }
}
