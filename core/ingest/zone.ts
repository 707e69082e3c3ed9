import { readOffset, timestampEnd } from './timestamps.ts'

/** Zones differ by multiples of this (IANA time zone database), ms. */
export const zoneStep = 15 * 60_000

/** Minutes east of UTC of `+02:00`, `-0500` or `Z`; undefined for anything else. */
export function parseZone(text: string): number | undefined {
  const minutes = readOffset(text, 0)
  const valid = !Number.isNaN(minutes) && timestampEnd() === text.length && Math.abs(minutes) <= 18 * 60
  return valid ? minutes : undefined
}
