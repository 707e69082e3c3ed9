/** More than any product writes; what follows in a longer line is left unread. */
const mostPairs = 400
const longestKey = 128

/** Where the key of the last `=` found begins: module state, since a result object a key would double the cost. */
let keyAt = 0

/**
 * Calls `take` with every `key=value` of a CEF extension from `from` on. A value goes on to the blank before the next
 * key, so it may hold blanks, and unescaped `=` where no blank and key stand before it.
 */
export function readExtension(line: string, from: number, take: (key: string, value: string) => void): void {
  const hasEscapes = line.includes('\\', from)
  let equals = nextEquals(line, from, from)
  for (let pairs = 0; equals >= 0 && pairs < mostPairs; pairs++) {
    const key = line.slice(keyAt, equals)
    const next = nextEquals(line, equals + 1, equals + 1)
    const value = trimmed(line, equals + 1, next < 0 ? line.length : keyAt)
    if (value !== '') take(key, hasEscapes ? undoEscapes(value, names.has(key)) : value)
    equals = next
  }
}

function trimmed(line: string, from: number, to: number): string {
  let start = from
  let end = to
  while (start < end && line.charCodeAt(start) <= 32) start++
  while (end > start && line.charCodeAt(end - 1) <= 32) end--
  return line.slice(start, end)
}

/** The next `=` that is not escaped and stands behind a key; a key stands at `floor` or after a blank. */
function nextEquals(line: string, floor: number, from: number): number {
  for (let equals = line.indexOf('=', from); equals >= 0; equals = line.indexOf('=', equals + 1)) {
    const least = Math.max(floor, equals - longestKey)
    let start = equals
    while (start > least && isKeyCode(line.charCodeAt(start - 1))) start--
    if (start < equals && (start === floor || line.charCodeAt(start - 1) === 32)) {
      keyAt = start
      return equals
    }
  }
  return -1
}

/** Letters and digits by the specification; products add `_ . - [ ]`. */
function isKeyCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 46 ||
    code === 45 ||
    code === 91 ||
    code === 93
  )
}

/** Keys that hold an account: a backslash in `CORP\nancy` that was not escaped is no line break. */
const names = new Set(
  'suser duser sourceUserName destinationUserName usrName FTNTFGTuser PanOSSourceUserName'.split(' '),
)

/** `\=`, `\|`, `\\`, and of a text `\n` and `\r`; a backslash before anything else stands for itself (Windows paths). */
export function undoEscapes(value: string, isName = false): string {
  let slash = value.indexOf('\\')
  if (slash < 0) return value
  let text = ''
  let at = 0
  for (; slash >= 0; slash = value.indexOf('\\', at)) {
    const code = value.charCodeAt(slash + 1)
    const meant = isName && (code === 110 || code === 114) ? undefined : escapes.get(code)
    text += value.slice(at, slash) + (meant ?? '\\')
    at = slash + (meant === undefined ? 1 : 2)
  }
  return text + value.slice(at)
}

const escapes = new Map([
  [61, '='],
  [124, '|'],
  [92, '\\'],
  [110, '\n'],
  [114, '\r'],
])
