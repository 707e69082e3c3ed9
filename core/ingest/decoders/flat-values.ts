/** A record taken apart into values by (dotted) name: flattened JSON, or the row of a table. */
export interface Values {
  get(name: string): unknown
}

/** Text that is not empty; a number or truth value as text. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values.get(name)
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** A finite number from 0 on. */
export function countOf(values: Values, name: string): number | undefined {
  const value = values.get(name)
  const number = typeof value === 'string' ? readCount(value) : value
  return typeof number === 'number' && number >= 0 && number < Infinity ? number : undefined
}

/** A finite number from 0 on, or NaN. */
export function readCount(text: string): number {
  const trimmed = text.trim()
  const number = trimmed === '' || trimmed.length > 30 ? NaN : Number(trimmed)
  return number >= 0 && number < Infinity ? number : NaN
}

/** A truth value as JSON or Zeek's tables write it. */
export function flagOf(values: Values, name: string): boolean | undefined {
  const value = values.get(name)
  if (value === true || value === 'T' || value === 'true') return true
  return value === false || value === 'F' || value === 'false' ? false : undefined
}

const longestList = 64

/** The texts of a list, which a table without types writes with commas. */
export function listOf(values: Values, name: string): string[] {
  const value = values.get(name)
  if (typeof value === 'string' && value !== '') return value.split(',', longestList)
  if (!Array.isArray(value)) return []
  return (value as unknown[]).slice(0, longestList).filter((item) => typeof item === 'string')
}
