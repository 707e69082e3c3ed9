import type { Event } from '../../event/event.ts'
import { isAddress } from '../address.ts'
import type { CountField, TextField } from '../field-map.ts'
import { countOf, textOf } from './flat-values.ts'
import type { Values } from './flat-values.ts'

/** Fields with the name of the value that fills each. */
interface FlatFields {
  text?: Partial<Record<TextField, string>>
  /** Only what is an IPv4 or IPv6 address. */
  address?: Partial<Record<TextField, string>>
  count?: Partial<Record<CountField, string>>
}

export type SetFields = (event: Event, values: Values) => void

/** A setter of all the fields whose value a record has; a field that is set already stays. */
export function compileFields({ text, address, count }: FlatFields): SetFields {
  const texts = entries(text)
  const addresses = entries(address)
  const counts = entries(count)
  return (event, values) => {
    for (const [field, name] of texts) {
      const value = textOf(values, name)
      if (value !== undefined) event[field] ??= value
    }
    for (const [field, name] of addresses) {
      const value = textOf(values, name)
      if (value !== undefined && isAddress(value)) event[field] ??= value
    }
    for (const [field, name] of counts) {
      const value = countOf(values, name)
      if (value !== undefined) event[field] ??= value
    }
  }
}

function entries<F extends TextField | CountField>(
  map: Partial<Record<F, string>> = {},
): readonly (readonly [F, string])[] {
  return Object.entries(map) as [F, string][]
}
