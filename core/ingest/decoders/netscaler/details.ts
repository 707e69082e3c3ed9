import type { KeyValues } from '../../key-values.ts'

/** More than a record has. */
const mostDetails = 60

/** Keys of two words. */
const longKeys = ['Start Time', 'End Time', 'Delink Time', 'Session Reuse']

/**
 * `Context alice@192.0.2.7 - SessionId: 15- User alice - Browser_type "Mozilla/5.0 - x" - Group(s) "N/A"`: keys and values
 * between dashes, where a dash in quotes is text. Keys lose their colon, values their quotes.
 */
export function readDetails(text: string): KeyValues {
  const pairs: KeyValues = new Map()
  let from = 0
  let at = 0
  let dash = text.indexOf('- ')
  let quote = text.indexOf('"')
  while (from < text.length && pairs.size < mostDetails) {
    // Looked for again only once passed: both may be far away.
    if (dash >= 0 && dash < at) dash = text.indexOf('- ', at)
    if (quote >= 0 && quote < at) quote = text.indexOf('"', at)
    if (quote >= 0 && (dash < 0 || quote < dash)) {
      const close = text.indexOf('"', quote + 1)
      at = close < 0 ? text.length : close + 1
      if (close >= 0 || dash < 0) continue
      quote = -1
    }
    const end = dash < 0 ? text.length : dash
    addPair(pairs, text.slice(from, end).trim())
    from = end + 1
    at = from
  }
  return pairs
}

function addPair(pairs: KeyValues, text: string): void {
  const long = longKeys.find((key) => text.startsWith(key))
  const space = long?.length ?? text.indexOf(' ')
  if (space < 0) return
  const key = text.slice(0, space)
  let value = text.slice(space).trim()
  if (value.startsWith('"')) value = value.slice(1, value.endsWith('"') ? -1 : undefined).trim()
  const name = key.endsWith(':') ? key.slice(0, -1) : key
  if (value !== '' && value !== 'N/A' && !pairs.has(name)) pairs.set(name, value)
}
