import { fieldKinds } from '../event/fields.ts'
import { readNumericTime } from './numeric-date.ts'
import { outcomeOf } from './outcome.ts'
import { transportName } from './protocols.ts'
import { readTime, timestampEnd } from './timestamps.ts'
import { readWrittenTime } from './written-date.ts'
import type { DecodeContext } from './decoder.ts'
import type { Field } from '../event/event.ts'

export type FieldValue = string | number | readonly string[]

/** What exporters write where they mean nothing. */
const absent = new Set(['', '-', '--', 'null', 'n/a', 'undefined', '(empty)'])

/** Longer text is not looked up. */
const longestAbsent = 12

const longestList = 64

export function isAbsent(value: unknown): boolean {
  if (typeof value === 'string')
    return value.length <= longestAbsent && absent.has(value.trim().toLowerCase())
  return value === undefined || value === null
}

/** The value as its field's type; undefined where it can't be. Times go through `parseTime`. */
export function coerce(field: Field, value: unknown, context: DecodeContext): FieldValue | undefined {
  const kind = fieldKinds.get(field)
  switch (kind) {
    case 'time':
      return definite(parseTime(value, context))
    case 'number':
      return definite(toNumber(value))
    case 'list':
      return toList(value)
    case 'string':
    case undefined: {
      const text = toText(Array.isArray(value) ? (value as unknown[])[0] : value)
      return text !== undefined && field === 'network.transport' ? transportName(text) : text
    }
    default:
      return field === 'event.outcome' ? outcomeOf(toText(value) ?? '') : oneOf(kind, value)
  }
}

/**
 * Epoch ms, or NaN. Numbers are epoch seconds, milliseconds, microseconds or nanoseconds, told by their size: each
 * range holds the years 1973 to 5138 of its unit. Text is ISO 8601, the BSD form, or a date in numbers or
 * words.
 */
export function parseTime(value: unknown, context: DecodeContext): number {
  const number = toNumber(value)
  if (!Number.isNaN(number)) {
    if (number <= 0) return NaN
    if (number < 1e11) return Math.round(number * 1000)
    if (number < 1e14) return Math.round(number)
    if (number < 1e17) return Math.floor(number / 1e3)
    // A double holds nanoseconds of today to within 256.
    return number < 1e20 ? Math.round(number / 1e6) : NaN
  }
  if (typeof value !== 'string') return NaN
  const text = value.trim()
  const time = readTime(text, 0, context)
  if (timestampEnd() === text.length && !Number.isNaN(time)) return time
  const numeric = readNumericTime(text, context)
  return Number.isNaN(numeric) ? readWrittenTime(text, context) : numeric
}

function toNumber(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || value.length > 40) return NaN
  const text = value.trim()
  return /^[+-]?\d/.test(text) ? Number(text) : NaN
}

function definite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined
}

function toText(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

function toList(value: unknown): string[] | undefined {
  const items: unknown[] = Array.isArray(value) ? value : [value]
  const texts = items
    .slice(0, longestList)
    .map(toText)
    .filter((text) => text !== undefined)
  return texts.length > 0 ? texts : undefined
}

function oneOf(words: readonly string[], value: unknown): string | undefined {
  const text = toText(value)?.toLowerCase()
  return text !== undefined && words.includes(text) ? text : undefined
}
