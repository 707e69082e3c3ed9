import {
  day as dayMs,
  hour as hourMs,
  minute as minuteMs,
  second as secondMs,
} from '../../event/time-units.ts'

/** A stretch of time, epoch ms; `end` is not part of it. */
export interface Moment {
  start: number
  end: number
}

const relative = /^now(?:([+-])(\d{1,9})(ms|s|m|h|d|w))?$/
const absolute =
  /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?)?)?)?(Z|[+-]\d\d:?\d\d)?$/
const unitMs = { ms: 1, s: secondMs, m: minuteMs, h: hourMs, d: dayMs, w: 7 * dayMs }

/**
 * A time as people write it: `2026`, `2026-03`, `2026-03-04`, `2026-03-04T10:15Z` (ISO 8601; UTC where no zone stands), or
 * `now`, `now-15m`, `now-7d`. What is left out makes it longer: a date is its whole day. undefined: not a time.
 */
export function parseMoment(text: string, now: number): Moment | undefined {
  const back = relative.exec(text.toLowerCase())
  if (back !== null) {
    const [, sign, amount, unit] = back
    const size = unit === undefined ? 0 : Number(amount) * (unitMs[unit as keyof typeof unitMs] ?? 0)
    const at = sign === '-' ? now - size : now + size
    return { start: at, end: at + 1 }
  }
  const found = absolute.exec(text)
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = found
  const parts = [year, month, day, hour, minute, second, fraction?.padEnd(3, '0')]
  const given = parts.findIndex((part) => part === undefined)
  const numbers = parts.map((part, i) => (part === undefined ? (i === 1 || i === 2 ? 1 : 0) : Number(part)))
  const offset = offsetOf(zone)
  const start = utc(numbers) - offset
  // A month or an hour that does not exist would roll over into the next.
  if (Number.isNaN(start) || !isReal(numbers)) return undefined
  const last = (given < 0 ? parts.length : given) - 1
  const after = numbers.map((number, i) => (i === last ? number + 1 : number))
  return { start, end: utc(after) - offset }
}

function utc([
  year = 0,
  month = 1,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
]: readonly number[]): number {
  return Date.UTC(year, month - 1, day, hour, minute, second, ms)
}

function isReal([
  year = 0,
  month = 1,
  day = 1,
  hour = 0,
  minute = 0,
  second = 0,
]: readonly number[]): boolean {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second < 60
}

/** Milliseconds east of UTC. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
