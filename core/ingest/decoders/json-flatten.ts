import { Reject } from '../../event/event.ts'

const deepest = 16
const mostKeys = 1000

/**
 * `{"a": {"b": 1}}` and `{"a.b": 1}` both become `a.b`. A map, so that a key such as `__proto__` is only a key.
 * Arrays stay values.
 */
export function flatten(object: object): Map<string, unknown> | Reject {
  const flat = new Map<string, unknown>()
  const problem = collect(object, '', 1, flat)
  return problem === undefined ? flat : new Reject(problem)
}

function collect(
  object: object,
  prefix: string,
  depth: number,
  flat: Map<string, unknown>,
): string | undefined {
  if (depth > deepest) return `the JSON is nested deeper than ${deepest} levels`
  // Faster than Object.entries, and what JSON.parse makes inherits nothing enumerable.
  for (const key in object) {
    const value = (object as Record<string, unknown>)[key]
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const problem = collect(value, `${prefix}${key}.`, depth + 1, flat)
      if (problem !== undefined) return problem
    } else {
      if (flat.size >= mostKeys) return `the JSON has more than ${mostKeys} values`
      if (!flat.has(prefix + key)) flat.set(prefix + key, value)
    }
  }
  return undefined
}
