import { timeParts, type Zone } from '../format/time.ts'
import { day, hour, minute } from '../../core/event/time-units.ts'

export interface TimeScale {
  x(time: number): number
  ticks: { x: number; label: string }[]
}

const steps = [
  1_000,
  5_000,
  15_000,
  30_000,
  minute,
  2 * minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
  90 * day,
  365 * day,
]
const tickDistance = 84
const padding = 8

/** Real time on `width` pixels from `left`; ticks on full hours, days … of the zone. */
export function timeScale(first: number, last: number, left: number, width: number, zone: Zone): TimeScale {
  const span = Math.max(last - first, 1_000)
  const perMs = Math.max(0, width - 2 * padding) / span
  const x = (time: number) => left + padding + (time - first) * perMs
  const wanted = (span * tickDistance) / Math.max(width, tickDistance)
  const step = steps.find((each) => each >= wanted) ?? span
  const offset = zone === 'UTC' ? 0 : -new Date(first).getTimezoneOffset() * minute
  const ticks = []
  for (let time = Math.ceil((first + offset) / step) * step - offset; time <= last; time += step)
    ticks.push({ x: x(time), label: tickLabel(time, step, zone) })
  return { x, ticks }
}

function tickLabel(tick: number, step: number, zone: Zone): string {
  const { date, time } = timeParts(tick, zone)
  if (step >= day) return date
  const clock = step < minute ? time : time.slice(0, 5)
  return time === '00:00:00' ? `${date.slice(5)} ${clock}` : clock
}
