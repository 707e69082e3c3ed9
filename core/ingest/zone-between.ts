import { zoneStep } from './zone.ts'

const minute = 60_000
/** A record and its forwarding lie so close together at most, minutes (ours). */
const mostApart = 2
/** No zone is further east or west. */
export const mostEast = 14 * 60
const mostWest = 12 * 60

/**
 * Minutes east of UTC of a clock that shows `local` (epoch ms, read as if it were UTC) at about the moment `absolute`; undefined
 * where they can't be of one moment in any zone.
 */
export function zoneBetween(local: number, absolute: number): number | undefined {
  const apart = (local - absolute) / minute
  const zone = (Math.round((local - absolute) / zoneStep) * zoneStep) / minute
  return Math.abs(apart - zone) <= mostApart && zone <= mostEast && zone >= -mostWest ? zone : undefined
}
