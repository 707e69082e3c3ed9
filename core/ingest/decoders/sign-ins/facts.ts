/** What a record says, by dotted lower-case names; the first of several that has a value. */
export type Facts = (...names: string[]) => string

const deepest = 3

/** From a flattened object or a table's row; objects and lists of objects that stand as text or value are looked into. */
export function factsIn(flat: ReadonlyMap<string, unknown>, isTable = false): Facts {
  const facts = new Map<string, string>()
  for (const [key, value] of flat)
    collect(isTable ? key.toLowerCase().replace(/[^a-z0-9]/g, '') : key.toLowerCase(), value, facts, 1)
  return (...names) => {
    for (const name of names) {
      const value = facts.get(name)
      if (value !== undefined) return value
    }
    return ''
  }
}

const mostFacts = 2000

function collect(name: string, value: unknown, facts: Map<string, string>, depth: number): void {
  if (facts.size >= mostFacts) return
  if (typeof value === 'number' || typeof value === 'boolean') {
    if (!facts.has(name)) facts.set(name, String(value))
  } else if (typeof value === 'string') collectText(name, value.trim(), facts, depth)
  else if (Array.isArray(value)) {
    // Of a list the last entry of a name counts: steps of a sign-in stand in their order.
    if (depth > deepest) return
    for (const item of (value as unknown[]).slice(-20).reverse()) collect(name, item, facts, depth + 1)
  } else if (typeof value === 'object' && value !== null && depth <= deepest)
    for (const [key, inner] of Object.entries(value) as [string, unknown][])
      collect(`${name}.${key.toLowerCase()}`, inner, facts, depth + 1)
}

/** Exports of queries keep objects as their text. */
function collectText(name: string, text: string, facts: Map<string, string>, depth: number): void {
  if (text === '' || text === 'null') return
  const first = text.charCodeAt(0)
  if (depth <= deepest && (first === 123 || first === 91) && text.length < 65_536) {
    try {
      const parsed: unknown = JSON.parse(text)
      if (typeof parsed === 'object') return collect(name, parsed, facts, depth + 1)
    } catch {
      // Then it is only a text.
    }
  }
  if (!facts.has(name)) facts.set(name, text)
}
