const hourMs = 3_600_000
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
export function smoothedHour(weights: Float32Array | Uint16Array, from: number, slot: number): number {
  const hour = (shift: number): number => weights[from + ((slot + shift) % hoursOfWeek)] ?? 0
  return 0.4 * hour(0) + 0.2 * (hour(1) + hour(167)) + 0.1 * (hour(24) + hour(144))
}
