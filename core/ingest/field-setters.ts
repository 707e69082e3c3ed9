import type { Event, Field } from '../event/event.ts'
import { isAddress } from './address.ts'
import type { FieldMap } from './field-map.ts'
import { toCount } from './field-map.ts'

export type Setter = (event: Event, value: string) => void

/**
 * The same map the other way round: what to do with each key. For records of which most keys are known, one look-up a
 * key is several times faster than asking for every field. A field that is set already stays.
 */
export function compileSetters({ text, word, address, count }: FieldMap): Map<string, Setter> {
  const setters = new Map<string, Setter>()
  const add = <F extends Field>(
    map: Partial<Record<F, string>> | undefined,
    setterOf: (field: F) => Setter,
  ): void => {
    for (const field of Object.keys(map ?? {}) as F[])
      for (const key of (map?.[field] ?? '').split(' ')) setters.set(key, setterOf(field))
  }
  add(text, (field) => (event, value) => {
    event[field] ??= value
  })
  add(word, (field) => (event, value) => {
    event[field] ??= value.toLowerCase()
  })
  add(address, (field) => (event, value) => {
    if (isAddress(value)) event[field] ??= value
  })
  add(count, (field) => (event, value) => {
    const number = toCount(value)
    if (number !== undefined) event[field] ??= number
  })
  return setters
}
