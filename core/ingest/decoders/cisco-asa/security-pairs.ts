/** `Key: value, Key: value`. A comma separates only where a key and a colon follow; values (URLs, messages) have commas and colons of their own. */
export function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>()
  let at = 0
  while (at < text.length && pairs.size < 200) {
    const colon = text.indexOf(':', at)
    if (colon < 0) break
    let end = text.indexOf(', ', colon)
    while (end >= 0 && !isKeyAhead(text, end + 2)) end = text.indexOf(', ', end + 2)
    if (end < 0) end = text.length
    const value = text.slice(colon + 1, end).trim()
    if (value !== '') pairs.set(text.slice(at, colon).trim(), value)
    at = end + 2
  }
  return pairs
}

function isKeyAhead(text: string, from: number): boolean {
  for (let i = from; i < text.length && i < from + 40; i++) {
    const code = text.charCodeAt(i)
    if (code === 58) return i > from
    const isWord =
      (code >= 65 && code <= 90) ||
      (code >= 97 && code <= 122) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 32
    if (!isWord) return false
  }
  return false
}
