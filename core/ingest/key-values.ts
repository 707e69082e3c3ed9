/** `key=value` of one line, by key; the first of a repeated key counts. */
export type KeyValues = Map<string, string>

/** More than any firewall writes; what follows in a longer line is left unread. */
const mostPairs = 400
/** Values that mean nothing are short; longer ones are not looked up. */
const longestAbsent = 12

const key = /[A-Za-z0-9_-]{1,64}=/y
const word = /[A-Za-z0-9_-]/y

/**
 * Where the key last found begins, and its `=`. Module state on purpose, as in `timestamps`: the search for the end of a
 * value finds the next key, which must not be read twice.
 */
let start = -1
let equals = -1

/**
 * Reads `key=value key="quoted value" key=more words` from `from` on. An unquoted value goes on to the space before the
 * next `key=`; a quote closes where a new key, a bracket or the end follows, since devices do not escape quotes inside.
 * Empty values and those in `absent` are left out.
 */
export function readKeyValues(line: string, from: number, absent: ReadonlySet<string>): KeyValues {
  const pairs: KeyValues = new Map()
  let found = isKey(line, from) || findKey(line, from)
  while (found && pairs.size < mostPairs) {
    const name = line.slice(start, equals)
    const first = line.charCodeAt(equals + 1)
    const quoted = first === 34 || first === 39
    const valueStart = quoted ? equals + 2 : equals + 1
    let end: number
    if (quoted) {
      end = closingQuote(line, valueStart, first === 34 ? '"' : "'")
      found = start > end || findKey(line, end)
    } else {
      found = findKey(line, valueStart)
      end = found ? start - 1 : line.length
    }
    const value = valueOf(line, valueStart, end)
    if (value === '' || (value.length <= longestAbsent && absent.has(value))) continue
    if (!pairs.has(name)) pairs.set(name, value)
  }
  return pairs
}

function isKey(line: string, at: number): boolean {
  key.lastIndex = at
  if (!key.test(line)) return false
  start = at
  equals = key.lastIndex - 1
  return true
}

/** The next key behind a space, or a space and a bracket, from `from` on. */
function findKey(line: string, from: number): boolean {
  for (let space = line.indexOf(' ', from); space >= 0; space = line.indexOf(' ', space + 1)) {
    if (isKey(line, line.charCodeAt(space + 1) === 91 ? space + 2 : space + 1)) return true
  }
  return false
}

/** The quote that closes; the key after it, where there is one, is found then (`start` lies behind the quote). */
function closingQuote(line: string, from: number, mark: string): number {
  for (let close = line.indexOf(mark, from); close >= 0; close = line.indexOf(mark, close + 1)) {
    const after = line.charCodeAt(close + 1)
    // 93 ] 59 ; 44 ,
    if (after === 93 || after === 59 || after === 44 || close + 1 >= line.length) return close
    if (after !== 32) continue
    let next = close + 2
    while (line.charCodeAt(next) === 32 && next < close + 64) next++
    if (isKey(line, next) || next >= line.length) return close
    word.lastIndex = next
    if (!word.test(line)) return close
  }
  return line.length
}

function valueOf(line: string, from: number, to: number): string {
  const value = line.slice(from, to)
  return value.charCodeAt(0) <= 32 || value.charCodeAt(value.length - 1) <= 32 ? value.trim() : value
}
