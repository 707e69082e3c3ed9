import { daysOf, epochDay } from './calendar.ts'
import { monthNumber, readOffset } from './timestamps.ts'

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'half' | 'zone'

/** Longest first, so that `MMM` is not read as `MM` and `M`. */
const tokens: readonly [string, Part, string][] = [
  ['yyyy', 'year', '\\d{4}'],
  ['MMM', 'month', '[A-Za-z]{3}'],
  ['SSS', 'fraction', '\\d{1,9}'],
  ['MM', 'month', '\\d{2}'],
  ['dd', 'day', '\\d{2}'],
  ['HH', 'hour', '\\d{2}'],
  ['hh', 'hour', '\\d{2}'],
  ['mm', 'minute', '\\d{2}'],
  ['ss', 'second', '\\d{2}'],
  ['M', 'month', '\\d{1,2}'],
  ['d', 'day', '\\d{1,2}'],
  ['H', 'hour', '\\d{1,2}'],
  ['h', 'hour', '\\d{1,2}'],
  ['a', 'half', '[AaPp][Mm]'],
  ['Z', 'zone', 'Z|[+-]\\d{2}:?\\d{2}'],
]

/**
 * A reader for times such as `dd.MM.yyyy HH:mm:ss` or `M/d/yyyy h:mm:ss a` (tokens as in Java and Unicode LDML; other
 * characters stand for themselves). It returns epoch ms, NaN where the text is not of the format.
 * Throws a sentence where the format does not hold at least year, month and day.
 */
export function compileTimeFormat(format: string): (text: string, zoneOffset: number) => number {
  const parts: Part[] = []
  let pattern = ''
  for (let at = 0; at < format.length;) {
    const token = tokens.find(([name]) => format.startsWith(name, at))
    if (token === undefined) pattern += format.charAt(at).replace(/[^\w\s]/, '\\$&')
    else if (parts.includes(token[1]))
      throw new Error(`the time format "${format}" names the ${token[1]} twice`)
    else {
      parts.push(token[1])
      pattern += `(${token[2]})`
    }
    at += token?.[0].length ?? 1
  }
  for (const part of ['year', 'month', 'day'] as const)
    if (!parts.includes(part))
      throw new Error(`the time format "${format}" has no ${part}; write it like "yyyy-MM-dd HH:mm:ss"`)
  const expression = new RegExp(`^${pattern}$`)
  return (text, zoneOffset) => {
    const match = expression.exec(text.trim())
    if (match === null) return NaN
    const found = new Map(parts.map((part, i) => [part, match[i + 1] ?? '']))
    return toEpoch(found, zoneOffset)
  }
}

function toEpoch(found: ReadonlyMap<Part, string>, zoneOffset: number): number {
  const number = (part: Part) => Number(found.get(part) ?? 0)
  const monthText = found.get('month') ?? ''
  const month = monthNumber(monthText, 0) || Number(monthText)
  const half = found.get('half')?.toLowerCase()
  const hour = half === undefined ? number('hour') : (number('hour') % 12) + (half === 'pm' ? 12 : 0)
  const zone = found.get('zone')
  if (!(month >= 1 && month <= 12)) return NaN
  if (number('day') < 1 || number('day') > daysOf(number('year'), month)) return NaN
  if (hour > 23 || number('minute') > 59 || number('second') > 60) return NaN
  const minutes = hour * 60 + number('minute') - (zone === undefined ? zoneOffset : readOffset(zone, 0))
  const milliseconds = Math.floor(Number(`0.${found.get('fraction') ?? 0}`) * 1000)
  return (
    epochDay(number('year'), month, number('day')) * 86_400_000 +
    minutes * 60_000 +
    number('second') * 1000 +
    milliseconds
  )
}
