import { timeParts, type Zone } from '../format/time.ts'

/** A time as a field for date and time holds it: `2026-03-04T08:15:09`. */
export function fieldText(time: number, zone: Zone): string {
  const { date, time: clock } = timeParts(time, zone)
  return `${date}T${clock}`
}

/** Epoch ms of what the field holds, to the end of its second; undefined where that is no time. */
export function momentOf(text: string, zone: Zone): number | undefined {
  const whole = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d$/.test(text) ? `${text}:00` : text
  const time = Date.parse(zone === 'UTC' ? `${whole}Z` : whole)
  return Number.isNaN(time) ? undefined : time + 999
}
