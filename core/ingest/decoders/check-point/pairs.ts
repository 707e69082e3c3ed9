import type { KeyValues } from '../../key-values.ts'

/** More than a log has; a log of nested rules repeats its keys. */
const mostPairs = 600

export interface CheckPointPairs {
  /** The first value of every key. */
  pairs: KeyValues
  /** The last value of a key that came more than once: of nested rules the one that decided. */
  repeated: KeyValues
}

/**
 * `[key:"value"; key:"value"; …]` of Check Point's Log Exporter, from the bracket on. `]`, `"` and `\` are escaped with a
 * backslash inside values; some keys end in a second colon.
 */
export function readPairs(line: string, bracket: number): CheckPointPairs {
  const pairs: KeyValues = new Map()
  const repeated: KeyValues = new Map()
  let at = bracket + 1
  for (let count = 0; count < mostPairs; count++) {
    const open = line.indexOf(':"', at)
    if (open < 0) break
    const close = valueEnd(line, open + 2)
    const key = keyOf(line, at, open)
    const value = unescape(line.slice(open + 2, close)).trim()
    if (key !== '' && value !== '') (pairs.has(key) ? repeated : pairs).set(key, value)
    at = close + 1
  }
  return { pairs, repeated }
}

/** Where the fields of the Log Exporter's Splunk and generic forms begin, or -1: `time=1709457302|hostname=gw1|product=…`. */
export function plainStart(line: string): number {
  const at = line.indexOf('time=')
  return at >= 0 && at < 200 && /^time=\d{10,13}\|/.test(line.slice(at, at + 20)) ? at : -1
}

/** `key=value|key=value`; a value may hold an escaped bar. */
export function readPlainPairs(text: string): CheckPointPairs {
  const pairs: KeyValues = new Map()
  const repeated: KeyValues = new Map()
  for (const part of text.replaceAll('\\|', '\u0000').split('|', mostPairs)) {
    const equals = part.indexOf('=')
    const value = part
      .slice(equals + 1)
      .replaceAll('\u0000', '|')
      .trim()
    const key = part.slice(0, equals).trim()
    if (equals > 0 && value !== '') (pairs.has(key) ? repeated : pairs).set(key, value)
  }
  return { pairs, repeated }
}

function keyOf(line: string, from: number, colon: number): string {
  let start = from
  while (start < colon && (line.charCodeAt(start) === 32 || line.charCodeAt(start) === 59)) start++
  let end = colon
  while (end > start && line.charCodeAt(end - 1) === 58) end--
  return line.slice(start, end)
}

/** The closing quote: unescaped, and before `;` or `]`, since old releases do not escape quotes. */
function valueEnd(line: string, from: number): number {
  for (let quote = line.indexOf('"', from); quote >= 0; quote = line.indexOf('"', quote + 1)) {
    const after = line.charCodeAt(quote + 1)
    const ends = after === 59 || after === 93 || Number.isNaN(after)
    if (ends && !isEscaped(line, quote, from)) return quote
  }
  return line.length
}

function isEscaped(line: string, quote: number, from: number): boolean {
  let i = quote - 1
  const least = Math.max(from, quote - 64)
  while (i >= least && line.charCodeAt(i) === 92) i--
  return (quote - 1 - i) % 2 === 1
}

function unescape(text: string): string {
  if (!text.includes('\\')) return text
  return text
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\([\]"\\])/g, '$1')
}
