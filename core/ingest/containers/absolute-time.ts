import { parseTime } from '../coerce.ts'
import { zoneMinutes } from '../zone-names.ts'

const utc = { zoneOffset: 0, year: 1970 }

/** Epoch ms of a time that tells its zone: a number, or a text with an offset or the name of a zone. Otherwise NaN. */
export function absoluteTime(value: unknown): number {
  if (typeof value === 'number') return parseTime(value, utc)
  if (typeof value !== 'string') return Number.NaN
  const text = value.trim()
  const end = text.slice(-6)
  if (/^\d{9}[\d.]{0,20}$/.test(text) || end.endsWith('Z') || /[+-]\d\d:?\d\d$/.test(end))
    return parseTime(text, utc)
  const blank = text.lastIndexOf(' ')
  const zone = blank < 0 ? undefined : zoneMinutes.get(text.slice(blank + 1))
  return zone === undefined ? Number.NaN : parseTime(text.slice(0, blank), { ...utc, zoneOffset: zone })
}

/**
 * Epoch ms of a clock that tells no zone, as if it were UTC, with its year: `2024-03-03 09:15:01.000`, `Mar 3, 2024 @ 09:15:01.000` as
 * Kibana writes it, and `Mar 3, 2024, 9:15:01 AM` as QRadar does. NaN for other texts.
 */
export function wallTime(text: string): number {
  const plain = text.trim()
  return /^\d{4}-|^[A-Z][a-z]{2} \d{1,2}, \d{4}/.test(plain) ? parseTime(plain, utc) : Number.NaN
}
