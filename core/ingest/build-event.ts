import { Reject } from '../event/event.ts'
import { classify } from './classify.ts'
import { coerce, isAbsent } from './coerce.ts'
import type { DecodeContext } from './decoder.ts'
import type { Event, Field } from '../event/event.ts'
import type { FieldValue } from './coerce.ts'

/** Overrides how the value of a time field is read; NaN where it can't be. */
export type ReadTime = (value: unknown) => number

/**
 * An event from named values, the first usable value of a field winning. A value that is not of its field's type is
 * left out, except the time: without one there is no event.
 */
export function buildEvent(
  pairs: Iterable<readonly [Field, unknown]>,
  context: DecodeContext,
  readTime?: ReadTime,
): Event | Reject {
  const values: Partial<Record<Field, FieldValue>> = {}
  let unreadable: unknown
  for (const [field, value] of pairs) {
    if (values[field] !== undefined || isAbsent(value)) continue
    const coerced =
      readTime !== undefined && isTime(field) ? finite(readTime(value)) : coerce(field, value, context)
    if (coerced !== undefined) values[field] = coerced
    else if (field === '@timestamp') unreadable ??= value
  }
  const time = values['@timestamp']
  if (typeof time === 'number')
    return classify(Object.assign(values as Partial<Event>, { '@timestamp': time }))
  return new Reject(
    unreadable === undefined
      ? 'there is no time in this record'
      : 'the time of this record is not in a known form',
  )
}

/** Epoch ms, or NaN where there is no event. */
export function timeOf(record: Event | Reject): number {
  return record instanceof Reject ? NaN : record['@timestamp']
}

function isTime(field: Field): boolean {
  return field === '@timestamp' || field === 'event.start' || field === 'event.end'
}

function finite(time: number): number | undefined {
  return Number.isFinite(time) ? time : undefined
}
