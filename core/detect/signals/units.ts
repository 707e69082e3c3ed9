import { day, hour, minute, second } from '../../event/time-units.ts'

export { day, hour, minute, second }

/** Bytes, decimal. */
export const megabyte = 1e6
export const gigabyte = 1e9

/** `4.2 GB`, for a sentence. */
export function bytesText(bytes: number): string {
  if (bytes >= gigabyte) return `${(bytes / gigabyte).toFixed(1)} GB`
  if (bytes >= megabyte) return `${Math.round(bytes / megabyte)} MB`
  return `${Math.round(bytes / 1000)} kB`
}

/** `3 h`, `25 min`, for a sentence. */
export function spanText(ms: number): string {
  if (ms >= 2 * day) return `${Math.round(ms / day)} days`
  if (ms >= 2 * hour) return `${Math.round(ms / hour)} h`
  if (ms >= 2 * minute) return `${Math.round(ms / minute)} min`
  return `${Math.max(1, Math.round(ms / second))} s`
}
