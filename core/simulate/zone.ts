import { day, hour, minute } from '../event/time-units.ts'

export { day, hour, minute }

const formats = new Map<string, Intl.DateTimeFormat>()
const offsets = new Map<string, number>()

/** Milliseconds a zone is ahead of UTC at noon of a UTC day; a changeover in the night is exact enough for people. */
function zoneOffset(zone: string, midnight: number): number {
  const key = `${zone}@${midnight}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    formats.set(zone, format)
  }
  const text =
    format.formatToParts(midnight + 12 * hour).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const found = /^GMT([+-])(\d\d):(\d\d)$/.exec(text)
  const size = found ? Number(found[2]) * hour + Number(found[3]) * minute : 0
  const offset = found?.[1] === '-' ? -size : size
  offsets.set(key, offset)
  return offset
}

/** Epoch ms of a clock time (hours, may exceed 24) on a calendar day (its UTC midnight) as people in `zone` read it. */
export function clockTime(zone: string, midnight: number, hours: number): number {
  return midnight + Math.round(hours * hour) - zoneOffset(zone, midnight)
}
