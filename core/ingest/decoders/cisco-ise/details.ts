const mostPairs = 400

/**
 * `ConfigVersionId=33, Device IP Address=192.0.2.1, Step=11001, Step=11017, Response={A=b; },` by lower-cased key; of a
 * repeated key the first counts. A comma inside a value is escaped, or no key follows it.
 */
export function readDetails(text: string, from: number): Map<string, string> {
  const pairs = new Map<string, string>()
  let key = ''
  let start = from
  let at = from
  let equals = text.indexOf('=', from)
  while (equals >= 0 && at < text.length && pairs.size < mostPairs) {
    const end = separator(text, at)
    if (equals < end) {
      keep(pairs, key, text.slice(start, Math.max(start, at - 2)))
      key = text.slice(at, equals).trim().toLowerCase()
      start = equals + 1
      equals = text.indexOf('=', end)
    }
    at = end + 2
  }
  keep(pairs, key, text.slice(start, equals < 0 ? text.length : Math.max(start, at - 2)))
  return pairs
}

function keep(into: Map<string, string>, key: string, value: string): void {
  let end = value.length
  for (let code = value.charCodeAt(end - 1); code === 32 || code === 44; code = value.charCodeAt(--end - 1));
  const text = value.slice(0, end).trimStart()
  if (key !== '' && text !== '' && !into.has(key)) into.set(key, text)
}

/** Where the pair ends that begins at `from`: at a comma and a blank that are not escaped. */
function separator(text: string, from: number): number {
  let comma = text.indexOf(', ', from)
  while (comma > 0 && text.charCodeAt(comma - 1) === 92) comma = text.indexOf(', ', comma + 1)
  return comma < 0 ? text.length : comma
}

/** Where the details begin: at the first key. */
export function detailsStart(text: string): number {
  const equals = text.indexOf('=')
  const comma = equals < 0 ? -1 : text.lastIndexOf(', ', equals)
  return comma < 0 ? text.length : comma + 2
}
