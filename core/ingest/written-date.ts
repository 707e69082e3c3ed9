import { daysOf, epochDay } from './calendar.ts'
import { monthOfWord } from './month-names.data.ts'
import { zoneOfText } from './zone-text.ts'
import type { DecodeContext } from './decoder.ts'

const weekday = /^\p{L}{2,12}\.?,? (?=\p{L}|\d)/u
const monthLeads = /^(\p{L}{3,11})\.? (\d{1,2}),? (\d{4})(?:,| @| at)? /u
const dayLeads = /^(\d{1,2})\.?[ -](?:de )?(\p{L}{3,11})\.?,?[ -](?:de )?(\d{4}),? /u
const clock = /^(\d{1,2}):(\d\d)(?::(\d\d))?/
const fractionOf = /^[.,](\d{1,9})/
const half = /^ ?([AP])\.?M\.?/i
const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?/
const week = /^(\d{4})-?W(\d\d)-?([1-7])[T ]/
const ordinal = /^(\d{4})-(\d{3})[T ]/

/**
 * `Mar 13, 2024 9:15:01 PM`, `Mar 13, 2024 @ 21:15:01.000`, `Wednesday, March 13, 2024 9:15 PM`, `13. März 2024 21:15:01`, and of
 * ISO 8601 the basic form (`20240313T211501Z`), weeks (`2024-W11-3T21:15:01Z`) and days of the year (`2024-073T21:15:01Z`): epoch ms,
 * NaN for anything else.
 */
export function readWrittenTime(text: string, { zoneOffset }: DecodeContext): number {
  if (text.length > 60) return NaN
  const compact = basic.exec(text)
  if (compact) {
    const [whole, year, month, day, hour, minute, second = '00'] = compact
    const at = `${hour}:${minute}:${second}${text.slice(whole.length)}`
    return moment(dayOf(Number(year), Number(month), Number(day)), at, zoneOffset)
  }
  const [inWeek, weekYear, number, dayOfWeek] = week.exec(text) ?? []
  if (inWeek !== undefined)
    return moment(
      weekDay(Number(weekYear), Number(number), Number(dayOfWeek)),
      text.slice(inWeek.length),
      zoneOffset,
    )
  const [inYear, year, day] = ordinal.exec(text) ?? []
  if (inYear !== undefined)
    return moment(epochDay(Number(year), 1, 1) + Number(day) - 1, text.slice(inYear.length), zoneOffset)
  return readNamed(text, zoneOffset)
}

function readNamed(given: string, zoneOffset: number): number {
  const first = weekday.exec(given)
  // A month is no day of the week.
  const text =
    first && monthOfWord(first[0].replace(/[,.]/g, '').trim()) === 0 ? given.slice(first[0].length) : given
  const [american, month = '', day, year] = monthLeads.exec(text) ?? []
  if (american !== undefined)
    return moment(
      dayOf(Number(year), monthOfWord(month), Number(day)),
      text.slice(american.length),
      zoneOffset,
    )
  const [european, leadingDay, name = '', ofYear] = dayLeads.exec(text) ?? []
  if (european === undefined) return NaN
  return moment(
    dayOf(Number(ofYear), monthOfWord(name), Number(leadingDay)),
    text.slice(european.length),
    zoneOffset,
  )
}

/** Days since 1970; NaN where the calendar has no such day. */
function dayOf(year: number, month: number, day: number): number {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
    ? epochDay(year, month, day)
    : NaN
}

/** Week 1 has 4 January (ISO 8601). */
function weekDay(year: number, number: number, day: number): number {
  const fourth = epochDay(year, 1, 4)
  // 1 January 1970 was a Thursday.
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7)
  return number >= 1 && number <= 53 ? monday + (number - 1) * 7 + day - 1 : NaN
}

function moment(day: number, text: string, zoneOffset: number): number {
  const [whole, hour, minute, second = '0'] = clock.exec(text) ?? []
  if (whole === undefined) return NaN
  const [fractionText = '', fraction = '0'] = fractionOf.exec(text.slice(whole.length)) ?? []
  const after = text.slice(whole.length + fractionText.length)
  const [halfText = '', name] = half.exec(after) ?? []
  const zone = after.slice(halfText.length).trim()
  const offset = zone === '' ? zoneOffset : zoneOfText(zone)
  const hours =
    name === undefined ? Number(hour) : (Number(hour) % 12) + (name.toLowerCase() === 'p' ? 12 : 0)
  if (offset === undefined || hours > 23 || Number(minute) > 59 || Number(second) > 60) return NaN
  const ms = Number(second) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000)
  return day * 86_400_000 + (hours * 60 + Number(minute) - offset) * 60_000 + ms
}
