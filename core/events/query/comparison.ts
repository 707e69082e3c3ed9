import type { Field } from '../../event/event.ts'
import { fieldKinds, type FieldKind } from '../../event/fields.ts'
import { parseAddressRange, rangeBetween } from './address-range.ts'
import { nextAbove, nextBelow, parseAmount } from './amounts.ts'
import { findField, isAddressField } from './fields.ts'
import { parseMoment } from './moments.ts'
import { isAnything, parsePattern } from './pattern.ts'
import { QueryError, type Query } from './query.ts'

/** A value of a query, and where it stands. */
export interface Operand {
  text: string
  from: number
  to: number
}

/** @throws QueryError where a name is no field, or could be several */
export function fieldNamed(name: string, place: { from: number; to: number }): Field {
  const found = findField(name)
  if (!Array.isArray(found)) return found
  const message =
    found.length === 0
      ? `There is no field "${name}". To search the whole record for these words, put them in quotation marks.`
      : `"${name}" could be ${found.slice(0, 5).join(', ')}: write the whole name.`
  throw new QueryError(message, place.from, place.to)
}

/**
 * One comparison of a field.
 * @throws QueryError where the value is not of the field's kind
 */
export function compareField(
  field: Field,
  operator: string,
  operands: readonly Operand[],
  now: number,
): Query {
  const [first] = operands
  const second = operands[1] ?? first
  if (!first || !second) throw new Error('a comparison has one or two values')
  if (operands.length === 1 && isEqual(operator) && isAnything(parsePattern(first.text)))
    return { kind: 'exists', field }
  const kind = fieldKinds.get(field) ?? 'string'
  switch (kind) {
    case 'number': {
      const least = first.text === '*' ? -Infinity : amountOf(field, first)
      const most = second.text === '*' ? Infinity : amountOf(field, second)
      return numberQuery(field, operator, { least, most }, [first.from, second.to])
    }
    case 'time': {
      const least = first.text === '*' ? -Infinity : momentOf(field, first, now).start
      const most = second.text === '*' ? Infinity : momentOf(field, second, now).end - 1
      return numberQuery(field, operator, { least, most }, [first.from, second.to])
    }
    default:
      return textQuery(field, operator, kind, [first, second])
  }
}

function isEqual(operator: string): boolean {
  return operator === ':' || operator === '=' || operator === 'is'
}

function numberQuery(
  field: Field,
  operator: string,
  { least, most }: { least: number; most: number },
  [from, to]: readonly [number, number],
): Query {
  const between = (low: number, high: number): Query => ({ kind: 'number', field, least: low, most: high })
  switch (operator) {
    case '>':
      return between(nextAbove(most), Infinity)
    case '>=':
      return between(least, Infinity)
    case '<':
      return between(-Infinity, nextBelow(least))
    case '<=':
      return between(-Infinity, most)
    default:
      if (least > most) throw new QueryError('The range ends before it begins.', from, to)
      return between(least, most)
  }
}

function textQuery(
  field: Field,
  operator: string,
  kind: FieldKind,
  [first, second]: readonly [Operand, Operand],
): Query {
  const { from, to } = first
  if (operator === 'between' || !isEqual(operator)) {
    const range = operator === 'between' ? rangeBetween(first.text, second.text) : undefined
    if (isAddressField(field) && range !== undefined) return { kind: 'address', field, range }
    throw new QueryError(
      isAddressField(field)
        ? `${field} takes an address, a network such as 10.0.0.0/8, or a range such as [10.0.0.1 to 10.0.0.9].`
        : `${field} holds text: it can be equal to a value (:), not greater or less.`,
      from,
      second.to,
    )
  }
  const address = isAddressField(field) ? parseAddressRange(first.text) : undefined
  if (address !== undefined) return { kind: 'address', field, range: address }
  if (isAddressField(field) && first.text.includes('/'))
    throw new QueryError(`"${first.text}" is no network: write it as 10.0.0.0/8 or 2001:db8::/32.`, from, to)
  const pattern = parsePattern(first.text)
  const isPlain = pattern.pieces.length === 1 && !pattern.opensStart && !pattern.opensEnd
  if (
    typeof kind === 'object' &&
    isPlain &&
    !first.text.includes('?') &&
    !kind.includes(first.text.toLowerCase())
  )
    throw new QueryError(`${field} is one of ${kind.join(', ')}.`, from, to)
  return { kind: 'text', field, pattern }
}

function amountOf(field: Field, { text, from, to }: Operand): number {
  const amount = parseAmount(text)
  if (amount === undefined)
    throw new QueryError(`${field} takes a number, such as 443 or 1.5GB; "${text}" is none.`, from, to)
  return amount
}

function momentOf(field: Field, { text, from, to }: Operand, now: number): { start: number; end: number } {
  const moment = parseMoment(text, now)
  if (moment === undefined)
    throw new QueryError(
      `${field} takes a time, such as 2026-03-04, 2026-03-04T10:15 or now-7d; "${text}" is none.`,
      from,
      to,
    )
  return moment
}
