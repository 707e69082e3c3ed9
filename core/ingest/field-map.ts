import type { Event, Field } from '../event/event.ts'
import { isAddress } from './address.ts'
import type { KeyValues } from './key-values.ts'

type FieldsOf<T> = {
  [F in Field]-?: T extends NonNullable<Event[F]> ? (NonNullable<Event[F]> extends T ? F : never) : never
}[Field]

export type TextField = FieldsOf<string>
export type CountField = Exclude<FieldsOf<number>, '@timestamp' | 'event.start' | 'event.end'>

/** Fields with the keys a vendor gives them, separated by spaces, the most trusted first. */
export interface FieldMap {
  text?: Partial<Record<TextField, string>>
  /** Lower-cased. */
  word?: Partial<Record<TextField, string>>
  /** Only what is an IPv4 or IPv6 address. */
  address?: Partial<Record<TextField, string>>
  /** Only non-negative whole numbers. */
  count?: Partial<Record<CountField, string>>
}

export type SetFields = (event: Event, pairs: KeyValues) => void

/** A setter of all the map's fields that the record has; a field that is set already stays. */
export function compileFieldMap({ text, word, address, count }: FieldMap): SetFields {
  const texts = entries(text)
  const words = entries(word)
  const addresses = entries(address)
  const counts = entries(count)
  return (event, pairs) => {
    for (const [field, keys] of texts) {
      const value = firstOf(pairs, keys)
      if (value !== undefined) event[field] ??= value
    }
    for (const [field, keys] of words) {
      const value = firstOf(pairs, keys)
      if (value !== undefined) event[field] ??= value.toLowerCase()
    }
    for (const [field, keys] of addresses) {
      const value = addressOf(pairs, keys)
      if (value !== undefined) event[field] ??= value
    }
    for (const [field, keys] of counts) {
      const value = toCount(firstOf(pairs, keys))
      if (value !== undefined) event[field] ??= value
    }
  }
}

/** The value of the first of `keys` that the record has. */
export function firstOf(pairs: KeyValues, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = pairs.get(key)
    if (value !== undefined) return value
  }
  return undefined
}

/** A non-negative whole number, or undefined. */
export function toCount(text: string | undefined): number | undefined {
  if (text === undefined || text === '' || text.length > 16) return undefined
  const value = Number(text)
  return Number.isInteger(value) && value >= 0 ? value : undefined
}

function addressOf(pairs: KeyValues, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = pairs.get(key)
    if (value !== undefined && isAddress(value)) return value
  }
  return undefined
}

function entries<F extends Field>(
  map: Partial<Record<F, string>> | undefined,
): readonly (readonly [F, readonly string[]])[] {
  const fields = Object.keys(map ?? {}) as F[]
  return fields.map((field) => [field, (map?.[field] ?? '').split(' ')] as const)
}
