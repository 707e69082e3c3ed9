import type { DecodeContext } from './decoder.ts'
import { daysOf, epochDay } from './calendar.ts'
import { longestMonth, monthOfWord } from './month-names.data.ts'
import { YearClock } from './year-clock.ts'
import { zoneMinutes } from './zone-names.ts'

/**
 * Hand-written readers of the date forms that logs use: no `Date.parse`, no regular expression, one pass over
 * character codes. Every reader looks at `text` from `at` on, sets `end` to the first unread character and returns
 * epoch milliseconds, or NaN where the form is not there (then `end` is meaningless).
 *
 * `end` is module state on purpose: a result object a line would double the cost of reading one.
 */
let end = 0

/** First character after what the last successful reader read. */
export function timestampEnd(): number {
  return end
}

function epochMs(year: number, month: number, day: number, dayMs: number, zone: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return NaN
  return epochDay(year, month, day) * 86_400_000 + dayMs - zone * 60_000
}

/** The value of exactly `count` digits, or -1. */
function digits(text: string, at: number, count: number): number {
  let value = 0
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

/** 1..12 of an English month abbreviation, or 0. */
export function monthNumber(text: string, at: number): number {
  const key =
    ((text.charCodeAt(at) | 32) << 16) |
    ((text.charCodeAt(at + 1) | 32) << 8) |
    (text.charCodeAt(at + 2) | 32)
  switch (key) {
    case 0x6a616e:
      return 1
    case 0x666562:
      return 2
    case 0x6d6172:
      return 3
    case 0x617072:
      return 4
    case 0x6d6179:
      return 5
    case 0x6a756e:
      return 6
    case 0x6a756c:
      return 7
    case 0x617567:
      return 8
    case 0x736570:
      return 9
    case 0x6f6374:
      return 10
    case 0x6e6f76:
      return 11
    case 0x646563:
      return 12
    default:
      return 0
  }
}

/** `12:34:56` with an optional fraction, in milliseconds of the day, or NaN. */
function timeOfDay(text: string, at: number): number {
  const hour = digits(text, at, 2)
  const minute = digits(text, at + 3, 2)
  const second = digits(text, at + 6, 2)
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60) return NaN
  if (text.charCodeAt(at + 2) !== 58 || text.charCodeAt(at + 5) !== 58) return NaN
  let ms = ((hour * 60 + minute) * 60 + second) * 1000
  end = at + 8
  const mark = text.charCodeAt(end)
  if ((mark === 46 && isDigit(text.charCodeAt(end + 1))) || (mark === 44 && isCommaFraction(text, end))) {
    let scale = 100
    for (end++; isDigit(text.charCodeAt(end)); end++) {
      ms += (text.charCodeAt(end) - 48) * scale
      scale /= 10
    }
    ms = Math.floor(ms)
  }
  return ms
}

/** `,678` or `,678901` and no further field behind it: in a table a comma parts the time from the next column. */
function isCommaFraction(text: string, comma: number): boolean {
  let i = comma + 1
  while (isDigit(text.charCodeAt(i)) && i - comma <= 7) i++
  const count = i - comma - 1
  const after = text.charCodeAt(i)
  const ends = Number.isNaN(after) || after === 32 || after === 90 || after === 43 || after === 45
  return (count === 3 || count === 6) && ends
}

/** `+02:00`, `-0500`, `+02` or `Z` at `at`: minutes east of UTC; NaN (nothing read) where there is none. */
export function readOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 90 || sign === 122) {
    end = at + 1
    return 0
  }
  if (sign !== 43 && sign !== 45) return NaN
  const hours = digits(text, at + 1, 2)
  if (hours < 0) return NaN
  let minutes = 0
  end = at + 3
  const colon = text.charCodeAt(end) === 58 ? 1 : 0
  const read = digits(text, end + colon, 2)
  if (read >= 0) {
    minutes = read
    end += colon + 2
  }
  return (sign === 45 ? -1 : 1) * (hours * 60 + minutes)
}

/** A zone name (` EDT`, `UTC`) at `at`: minutes east of UTC; NaN (nothing read) where there is none. */
function readZoneName(text: string, at: number): number {
  let i = at
  while (text.charCodeAt(i) === 32) i++
  const start = i
  for (let code = text.charCodeAt(i); code >= 65 && code <= 90 && i - start < 5; code = text.charCodeAt(++i));
  const after = text.charCodeAt(i)
  if (i === start || !(Number.isNaN(after) || after === 58 || after === 32)) return NaN
  const minutes = zoneMinutes.get(text.slice(start, i))
  if (minutes === undefined) return NaN
  end = i
  return minutes
}

/** An offset without a blank before it; NaN and `end` where it was, where there is none. */
function readAdjoining(text: string, at: number): number {
  const zone = readOffset(text, at)
  if (Number.isNaN(zone)) end = at
  return zone
}

/** `2026-01-02T03:04:05.678+02:00`, also with a space, `/` in the date, a zone's name, and without zone (then `zoneOffset`). */
export function readIsoTime(text: string, at: number, zoneOffset: number): number {
  const year = digits(text, at, 4)
  const month = digits(text, at + 5, 2)
  const day = digits(text, at + 8, 2)
  const dash = text.charCodeAt(at + 4)
  if (year < 0 || month < 0 || day < 0) return NaN
  if ((dash !== 45 && dash !== 47) || text.charCodeAt(at + 7) !== dash) return NaN
  const between = text.charCodeAt(at + 10)
  if (between !== 84 && between !== 32 && between !== 116) return NaN
  const dayMs = timeOfDay(text, at + 11)
  if (Number.isNaN(dayMs)) return NaN
  const zone = text.charCodeAt(end) === 32 ? readZone(text, end) : readAdjoining(text, end)
  return epochMs(year, month, day, dayMs, Number.isNaN(zone) ? zoneOffset : zone)
}

/** Where a source is in its sequence of year-less lines; a context belongs to one source. */
const yearClocks = new WeakMap<DecodeContext, Pick<YearClock, 'yearOf'>>()

/** Has another clock say the years of what is read in a context. */
export function followYears(context: DecodeContext, clock: Pick<YearClock, 'yearOf'>): void {
  yearClocks.set(context, clock)
}

/** The year of a line that has none; the first such line of a source is of `context.year`. */
function yearOf(month: number, day: number, context: DecodeContext): number {
  let clock = yearClocks.get(context)
  if (!clock) {
    clock = new YearClock(context.year)
    yearClocks.set(context, clock)
  }
  return clock.yearOf(month, day)
}

/**
 * The BSD and Cisco forms: `Jan  2 03:04:05`, `Jan 02 2026 03:04:05.678 EST`, `Jan  2 03:04:05 2026`, `2026 Jan  2 03:04:05`,
 * `Fri Jan  2 03:04:05 2026`, `*Mar  1 00:00:07.120 UTC` (Cisco marks an unsynchronised clock with `*` or `.`), also with the
 * months of other languages; journald's `Fri 2026-01-02 03:04:05 CET`; RouterOS' `jan/02/2026 03:04:05`.
 */
export function readSyslogTime(text: string, at: number, context: DecodeContext): number {
  let i = at
  const mark = text.charCodeAt(i)
  if (mark === 42 || mark === 46) i++
  let month = monthNumber(text, i)
  if (month > 0 && text.charCodeAt(i + 3) === 32) return readAfterMonth(text, i + 4, month, -1, context)
  if (month > 0 && text.charCodeAt(i + 3) === 47) return readRouterTime(text, i + 4, month, context)
  month = readMonth(text, i)
  if (month === 0) {
    const weekdayEnd = end
    if (!isWeekday(text, i, weekdayEnd)) return NaN
    if (isDigit(text.charCodeAt(weekdayEnd + 1))) return readTime(text, weekdayEnd + 1, context)
    month = readMonth(text, weekdayEnd + 1)
    if (month === 0) return NaN
  }
  return readAfterMonth(text, end + 1, month, -1, context)
}

/** `02/2026 03:04:05` or `02 03:04:05` after `jan/` (RouterOS 6). */
function readRouterTime(text: string, at: number, month: number, context: DecodeContext): number {
  const day = digits(text, at, 2)
  const hasYear = text.charCodeAt(at + 2) === 47
  const clock = at + (hasYear ? 8 : 3)
  const told = hasYear ? digits(text, at + 3, 4) : -1
  if (day < 1 || (hasYear && told < 0) || text.charCodeAt(clock - 1) !== 32) return NaN
  const dayMs = timeOfDay(text, clock)
  if (Number.isNaN(dayMs)) return NaN
  const year = hasYear || day > 31 ? told : yearOf(month, day, context)
  return epochMs(year, month, day, dayMs, context.zoneOffset)
}

/** Whether a word can be the short name of a day in some language: `Fri`, `Mi`, `sáb.`, `Fri,` */
function isWeekday(text: string, from: number, to: number): boolean {
  if (to - from < 1 || to - from > 5) return false
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    const isLetter = code > 127 || ((code | 32) >= 97 && (code | 32) <= 122)
    if (!isLetter && !((code === 46 || code === 44) && i === to - 1)) return false
  }
  return true
}

/** The month at `at`, or 0; `end` is then that of the word, which a blank follows, or -1 where it is too long. */
function readMonth(text: string, at: number): number {
  const month = monthNumber(text, at)
  for (end = month > 0 ? at + 3 : at + 1; text.charCodeAt(end) !== 32; end++) {
    if (end < at + longestMonth && end < text.length) continue
    end = -1
    return 0
  }
  if (month > 0 && end === at + 3) return month
  return isDigitAfter(text, end) ? monthOfWord(text.slice(at, end)) : 0
}

/** One blank, or two before a single digit. */
function isDigitAfter(text: string, at: number): boolean {
  return (
    isDigit(text.charCodeAt(at + 1)) || (text.charCodeAt(at + 1) === 32 && isDigit(text.charCodeAt(at + 2)))
  )
}

/** ` 2 03:04:05` and what may follow; `known` is the year where one stood before the month, else -1. */
function readAfterMonth(
  text: string,
  at: number,
  month: number,
  known: number,
  context: DecodeContext,
): number {
  let i = at
  if (text.charCodeAt(i) === 32) i++
  let day = digits(text, i, 2)
  if (day < 0) {
    day = digits(text, i, 1)
    i += 1
  } else i += 2
  if (day < 1 || text.charCodeAt(i) !== 32) return NaN
  i++
  let year = known
  if (year < 0 && text.charCodeAt(i + 4) === 32) {
    year = digits(text, i, 4)
    if (year >= 0) i += 5
  }
  const dayMs = timeOfDay(text, i)
  if (Number.isNaN(dayMs)) return NaN
  let zone = readZone(text, end)
  if (year < 0 && text.charCodeAt(end) === 32) {
    const trailing = digits(text, end + 1, 4)
    const after = text.charCodeAt(end + 5)
    const ends = Number.isNaN(after) || after === 32 || after === 58 || after === 93
    if (trailing >= 1970 && trailing < 2200 && ends) {
      year = trailing
      end += 5
      if (Number.isNaN(zone)) zone = readZone(text, end)
    }
  }
  if (year < 0 && day <= 31) year = yearOf(month, day, context)
  return epochMs(year, month, day, dayMs, Number.isNaN(zone) ? context.zoneOffset : zone)
}

/** A zone's name or an offset, with a blank before it or without; NaN and `end` where it was, where there is none. */
function readZone(text: string, at: number): number {
  const start = text.charCodeAt(at) === 32 ? at + 1 : at
  const first = text.charCodeAt(start)
  const zone = first === 43 || first === 45 ? readOffset(text, start) : readZoneName(text, start)
  if (Number.isNaN(zone)) end = at
  return zone
}

/** `2026 Jan  2 03:04:05` (NX-OS), `2 Jan 2026 03:04:05`, `02-Jan-2026 03:04:05`, `02/Jan/2026:03:04:05 +0200`. */
function readNamedTime(text: string, at: number, context: DecodeContext): number {
  let i = at
  while (i < at + 4 && isDigit(text.charCodeAt(i))) i++
  const first = digits(text, at, i - at)
  const between = text.charCodeAt(i)
  if (i - at === 4) {
    const month = between === 32 ? readMonth(text, i + 1) : 0
    return month === 0 ? NaN : readAfterMonth(text, end + 1, month, first, context)
  }
  const month = monthNumber(text, i + 1)
  if (month === 0 || text.charCodeAt(i + 4) !== between) return NaN
  if (between !== 32 && between !== 45 && between !== 47) return NaN
  const year = digits(text, i + 5, 4)
  const before = text.charCodeAt(i + 9)
  if (year < 0 || (before !== 32 && before !== 58)) return NaN
  const dayMs = timeOfDay(text, i + 10)
  if (Number.isNaN(dayMs)) return NaN
  const zone = readZone(text, end)
  return epochMs(year, month, first, dayMs, Number.isNaN(zone) ? context.zoneOffset : zone)
}

/** `1767323045.678901`, as `journalctl -o short-unix` and `openvpn --machine-readable-output` begin their lines. */
function readUnixTime(text: string, at: number): number {
  const seconds = digits(text, at, 10)
  const micros = digits(text, at + 11, 6)
  if (seconds < 0 || micros < 0 || text.charCodeAt(at + 10) !== 46 || text.charCodeAt(at + 17) !== 32)
    return NaN
  end = at + 17
  return seconds * 1000 + Math.floor(micros / 1000)
}

/** Any of the forms above. */
export function readTime(text: string, at: number, context: DecodeContext): number {
  if (!isDigit(text.charCodeAt(at))) return readSyslogTime(text, at, context)
  const time = readIsoTime(text, at, context.zoneOffset)
  if (!Number.isNaN(time)) return time
  return text.charCodeAt(at + 10) === 46 ? readUnixTime(text, at) : readNamedTime(text, at, context)
}
