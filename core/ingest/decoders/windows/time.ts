import { parseTime } from '../../coerce.ts'
import type { DecodeContext } from '../../decoder.ts'
import { readIsoTime } from '../../timestamps.ts'

/** Epoch ms of a time as tools around the Windows event log write it, or NaN. */
export function readWindowsTime(text: string, context: DecodeContext): number {
  const stamp = text.trim()
  // PowerShell 5 writes times into JSON as `/Date(1767323045678)/`.
  const json = /^\/Date\((-?\d{1,15})\)\/$/.exec(stamp)
  if (json?.[1] !== undefined) return Number(json[1])
  const isUtc = stamp.endsWith(' UTC')
  const time = parseTime(isUtc ? `${stamp.slice(0, -4)}Z` : stamp, context)
  return Number.isNaN(time) ? readLocalTime(stamp, context) : time
}

/**
 * The short forms of Event Viewer: `1/2/2026 3:04:05 AM` (United States, month first), `02.01.2026 03:04:05` (Germany) and
 * `02/01/2026 03:04:05` (a 24-hour clock: day first).
 */
function readLocalTime(stamp: string, context: DecodeContext): number {
  const [date = '', clock = '', half = ''] = stamp.replace(',', '').split(/[ \u202f]/, 3)
  const mark = date.includes('/') ? '/' : date.includes('.') ? '.' : '-'
  const [first = '', second = '', year = ''] = date.split(mark, 3)
  const [hours = '', minutes = '00', seconds = '00'] = clock.split(':', 3)
  if (!/^\d{4}$/.test(year) || !/^\d{1,2}$/.test(hours)) return NaN
  const isHalf = /^[AaPp]\.?[Mm]/.test(half)
  const isMonthFirst = Number(second) > 12 || (mark === '/' && isHalf && Number(first) <= 12)
  const [month, day] = isMonthFirst ? [first, second] : [second, first]
  const hour = isHalf ? (Number(hours) % 12) + (/^[Pp]/.test(half) ? 12 : 0) : Number(hours)
  const iso = `${year}-${pad(month)}-${pad(day)} ${pad(hour)}:${pad(minutes)}:${seconds}`
  return readIsoTime(iso, 0, context.zoneOffset)
}

function pad(value: string | number): string {
  return String(value).padStart(2, '0')
}
