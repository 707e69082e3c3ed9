import { Reject } from '../../event/event.ts'
import type { KeyValues } from '../key-values.ts'
import type { DecodeContext, Decoder, DecodeObject } from '../decoder.ts'
import { parseObject } from './json-object.ts'

interface JsonProduct {
  name: string
  title: string
  /** Texts of its records; a line that has all of one group is of this product. */
  marks: readonly (readonly string[])[]
  openObject: (context: DecodeContext) => DecodeObject
}

/** Longest syslog header before an object. */
const longestHeader = 300

/** The decoder of a product that writes one JSON object a line, bare or after a syslog header. */
export function jsonProduct({ name, title, marks, openObject }: JsonProduct): Decoder {
  return {
    name,
    title,
    sniff: (line) => {
      const start = line.indexOf('{')
      if (start < 0 || start > longestHeader || line.charCodeAt(start + 1) === 125) return 0
      if (!marks.some((group) => group.every((mark) => line.includes(mark, start)))) return 0
      // As sure as the JSON decoder, which reads the bare object too but stands behind.
      return start === 0 ? 1 : isHeader(line, start) ? 0.97 : 0
    },
    openObject,
    open: (context) => {
      const readObject = openObject(context)
      return (line) => {
        const start = line.indexOf('{')
        const flat = parseObject(start > 0 ? line.slice(start) : line)
        if (flat === undefined || flat instanceof Reject) return flat
        return readObject(flat) ?? new Reject(`this is not a record of ${title}`)
      }
    },
  }
}

/** A header ends with a space (or a colon) and holds no quotes: an object inside another format is not at the start. */
function isHeader(line: string, start: number): boolean {
  const before = line.charCodeAt(start - 1)
  const quote = line.indexOf('"')
  return (before === 32 || before === 58) && (quote < 0 || quote > start)
}

/** The values below `prefix` as text, without the empty ones and those in `absent`. */
export function toKeyValues(
  flat: ReadonlyMap<string, unknown>,
  prefix: string,
  absent: ReadonlySet<string>,
): KeyValues {
  const pairs: KeyValues = new Map()
  for (const [key, value] of flat) {
    if (!key.startsWith(prefix)) continue
    const text = typeof value === 'string' ? value.trim() : scalar(value)
    if (text !== '' && !absent.has(text)) pairs.set(key.slice(prefix.length), text)
  }
  return pairs
}

function scalar(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
