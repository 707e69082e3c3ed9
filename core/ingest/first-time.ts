import { parseTime } from './coerce.ts'
import type { DecodeContext } from './decoder.ts'
import type { KeyValues } from './key-values.ts'

/** Epoch ms of the first of `keys` that holds a readable time, or NaN. */
export function firstTime(pairs: KeyValues, keys: readonly string[], context: DecodeContext): number {
  for (const key of keys) {
    const value = pairs.get(key)
    const time = value === undefined ? NaN : parseTime(value, context)
    if (!Number.isNaN(time)) return time
  }
  return NaN
}
