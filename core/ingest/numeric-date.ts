import { daysOf, epochDay } from './calendar.ts'
import { zoneOfText } from './zone-text.ts'
import type { DecodeContext } from './decoder.ts'

const dateForm = /^(\d{1,2})([/.-])(\d{1,2})[/.-](\d{4})(?:, |[, :T])/
const clockForm = /^(\d{1,2}):(\d\d)(?::(\d\d))?/
const fractionForm = /^[.,](\d{1,9})/
const halfForm = /^ ?([AP])\.?M\.?/i

/**
 * `13/05/2022 10:55:13`, `5/13/2022, 2:16:44.756 PM`, `13.05.2022 10:55 CEST`: epoch ms, NaN for anything else. A number above
 * 12 is the day. Where both may be the month, slashes are read as the source proves (month first where it does not), and dots
 * and dashes with the day first.
 */
export function readNumericTime(text: string, { zoneOffset, isDayFirst = false }: DecodeContext): number {
  if (text.length > 48) return NaN
  const [date, first, mark, second, year] = dateForm.exec(text) ?? []
  const rest = text.slice(date?.length ?? 0)
  const [clock, hour, minute, seconds = '0'] = clockForm.exec(rest) ?? []
  if (date === undefined || clock === undefined) return NaN
  const [fractionText = '', fraction = '0'] = fractionForm.exec(rest.slice(clock.length)) ?? []
  const after = rest.slice(clock.length + fractionText.length)
  const [halfText = '', half] = halfForm.exec(after) ?? []
  const zone = after.slice(halfText.length).trim()
  const one = Number(first)
  const two = Number(second)
  const dayLeads = one > 12 || (two <= 12 && (mark !== '/' || isDayFirst))
  const [day, month] = dayLeads ? [one, two] : [two, one]
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  const offset = zone === '' ? zoneOffset : zoneOfText(zone)
  if (offset === undefined || month < 1 || month > 12 || day < 1 || day > daysOf(Number(year), month))
    return NaN
  if (hours > 23 || Number(minute) > 59 || Number(seconds) > 60) return NaN
  const minutes = hours * 60 + Number(minute) - offset
  const ms = Number(seconds) * 1000 + Math.floor(Number(`0.${fraction}`) * 1000)
  return epochDay(Number(year), month, day) * 86_400_000 + minutes * 60_000 + ms
}
