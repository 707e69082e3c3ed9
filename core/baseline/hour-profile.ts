import { hour as hourMs } from '../event/time-units.ts'

export const hoursOfWeek = 168
/** Share of an hour of the week where nothing is known. */
export const anyHour = 1 / hoursOfWeek

/** Hours since the epoch. */
export function hourOf(time: number): number {
  return Math.floor(time / hourMs)
}

/** 0 is Monday 00:00 UTC; the epoch was a Thursday. */
export function slotOfWeek(hour: number): number {
  return (((hour + 72) % hoursOfWeek) + hoursOfWeek) % hoursOfWeek
}

/**
 * Weight of a slot of the 168 that start at `from`, smoothed over its neighbours: the hours beside it and the same hour
 * of the days beside it (weights .4, .2 twice, .1 twice).
 */
export function smoothedHour(weights: Float32Array | Uint8Array, from: number, slot: number): number {
  const before = weights[from + ((slot + 167) % hoursOfWeek)] ?? 0
  const after = weights[from + ((slot + 1) % hoursOfWeek)] ?? 0
  const dayBefore = weights[from + ((slot + 144) % hoursOfWeek)] ?? 0
  const dayAfter = weights[from + ((slot + 24) % hoursOfWeek)] ?? 0
  return 0.4 * (weights[from + slot] ?? 0) + 0.2 * (after + before) + 0.1 * (dayAfter + dayBefore)
}
