/** `key=value key="quoted value"` of one line, separated by spaces or, with FortiOS's csv switch, by commas. */
export type Pairs = Map<string, string>

/** More than FortiOS ever writes; what follows in a longer line is left unread. */
const maxPairs = 400

/** Keys without value, and `N/A`, are left out. A quote may be escaped with a backslash inside a quoted value. */
export function readPairs(line: string): Pairs {
  const pairs: Pairs = new Map()
  let at = 0
  while (at < line.length && pairs.size < maxPairs) {
    const equals = line.indexOf('=', at)
    if (equals < 0) break
    const key = line.slice(keyStart(line, at, equals), equals)
    let value: string
    if (line.charCodeAt(equals + 1) === 34) {
      const close = closingQuote(line, equals + 2)
      value = line.slice(equals + 2, close)
      at = close + 1
    } else {
      at = valueEnd(line, equals + 1)
      value = line.slice(equals + 1, at)
    }
    if (key !== '' && value !== '' && value !== 'N/A' && value !== '(null)' && !pairs.has(key))
      pairs.set(key, value)
  }
  return pairs
}

function keyStart(line: string, from: number, equals: number): number {
  let start = equals
  while (start > from) {
    const code = line.charCodeAt(start - 1)
    const isWord =
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 45
    if (!isWord) break
    start--
  }
  return start
}

function closingQuote(line: string, from: number): number {
  let close = line.indexOf('"', from)
  while (close > 0 && line.charCodeAt(close - 1) === 92 && !endsPair(line, close))
    close = line.indexOf('"', close + 1)
  return close < 0 ? line.length : close
}

/** FortiOS does not escape a backslash at the end of a value (`user="CORP\"` occurs), so what follows decides. */
function endsPair(line: string, quote: number): boolean {
  const space = line.charCodeAt(quote + 1)
  if (Number.isNaN(space)) return true
  if (space !== 32 && space !== 44) return false
  return isKeyAhead(line, quote + 2)
}

function valueEnd(line: string, from: number): number {
  for (let i = from; i < line.length; i++) {
    const code = line.charCodeAt(i)
    if (code === 32) return i
    if (code === 44 && isKeyAhead(line, i + 1)) return i
  }
  return line.length
}

function isKeyAhead(line: string, from: number): boolean {
  for (let i = from; i < line.length && i < from + 40; i++) {
    const code = line.charCodeAt(i)
    if (code === 61) return i > from
    if (!((code >= 97 && code <= 122) || code === 95 || (code >= 48 && code <= 57))) return false
  }
  return false
}
