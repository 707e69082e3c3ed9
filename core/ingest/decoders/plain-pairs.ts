import type { KeyValues } from '../key-values.ts'

/** The scalar values of flattened JSON under lower-case names of letters and digits alone: `SourceIP` and `source_ip.value` are `sourceip`. */
export function plainPairs(flat: ReadonlyMap<string, unknown>): KeyValues {
  const pairs: KeyValues = new Map()
  for (const [key, value] of flat) {
    const isScalar = typeof value === 'number' || typeof value === 'boolean'
    const text = typeof value === 'string' ? value.trim() : isScalar ? String(value) : ''
    if (text === '' || text === 'null') continue
    const name = key
      .toLowerCase()
      .replace('.value', '')
      .replace(/[^a-z0-9]/g, '')
    if (!pairs.has(name)) pairs.set(name, text)
  }
  return pairs
}
