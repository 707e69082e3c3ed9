import type { Event } from '../../../event/event.ts'
import type { FieldReader } from './fields.ts'
import { fieldReaders } from './fields.ts'

/**
 * Message templates in the notation of Cisco's system log guide:
 *
 *     Teardown {transport} connection {flow} for {in}:{src}/{sport}[({suser})] to …
 *
 * `{name}` is a field of `fieldReaders`, `{name=word}` one that must be this word, `{}` is skipped, `[…]` may be absent,
 * and `[[` is a bracket. A field ends where the literal after
 * it begins; before an optional part or the end, a number ends with its digits, a word at the next separator, and
 * a text at the end of the line. So matching never goes back and costs one pass.
 */
export interface Template {
  parts: Part[]
}

/** `until` ends a field that is no number; the first `past` characters from there on belong to the part, too. */
type Part =
  | { kind: 'literal'; text: string; reader: FieldReader | undefined }
  | { kind: 'field'; reader: FieldReader; until: string; past: number }
  | { kind: 'optional'; parts: Part[] }

const skip: FieldReader = { extent: 'word', set: undefined }

/** @throws Error on a name that is no field, or an unclosed bracket: a fault of the table, found when it loads. */
export function compileTemplate(
  source: string,
  fields: ReadonlyMap<string, FieldReader> = fieldReaders,
): Template {
  const parts: Part[] = []
  let at = 0
  while (at < source.length) {
    const opening = source[at]
    if (opening === '{') {
      const close = source.indexOf('}', at)
      const [name = '', fixed] = source.slice(at + 1, close).split('=')
      const reader = name === '' ? skip : fields.get(name)
      if (!reader || close < 0) throw new Error(`unknown field {${name}} in template: ${source}`)
      parts.push(
        fixed === undefined
          ? { kind: 'field', reader, until: '', past: 0 }
          : { kind: 'literal', text: fixed, reader },
      )
      at = close + 1
    } else if (source.startsWith('[[', at)) {
      addLiteral(parts, '[')
      at += 2
    } else if (opening === '[') {
      const close = source.indexOf(']', at)
      if (close < 0) throw new Error(`unclosed [ in template: ${source}`)
      parts.push({ kind: 'optional', parts: compileTemplate(source.slice(at + 1, close), fields).parts })
      at = close + 1
    } else {
      let end = at
      while (end < source.length && source[end] !== '{' && source[end] !== '[') end++
      addLiteral(parts, source.slice(at, end))
      at = end
    }
  }
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]
    const next = parts[i + 1]
    if (part?.kind !== 'field' || part.reader.extent === 'number' || next?.kind !== 'literal') continue
    part.until = next.text
    // Where the field ends the literal has been found; it need not be looked for again.
    if (next.reader === undefined) {
      part.past = next.text.length
      parts.splice(i + 1, 1)
    }
  }
  return { parts }
}

/** Adjacent literals are one, so that the field before them ends at the whole. */
function addLiteral(parts: Part[], text: string): void {
  const last = parts.at(-1)
  if (last?.kind === 'literal' && last.reader === undefined) last.text += text
  else parts.push({ kind: 'literal', text, reader: undefined })
}

/** What the template being matched has read so far; applied to the event only when all of it matched. */
const readers: FieldReader[] = []
const texts: string[] = []
const numbers: number[] = []
let count = 0

/** Sets the fields of `text` on `event`; false (and nothing set) where the template does not fit. */
export function applyTemplate(template: Template, text: string, event: Event): boolean {
  count = 0
  if (matchParts(template.parts, text, 0) < 0) return false
  for (let i = 0; i < count; i++) {
    const reader = readers[i]
    if (reader?.extent === 'number') reader.set(event, numbers[i] ?? NaN)
    else reader?.set?.(event, texts[i] ?? '')
  }
  return true
}

function keep(reader: FieldReader, text: string, from: number, to: number): void {
  readers[count] = reader
  if (reader.extent === 'number') numbers[count] = readDigits(text, from, to)
  else texts[count] = text.slice(from, to)
  count++
}

/** A string of its own for each number would cost more than reading it. */
function readDigits(text: string, from: number, to: number): number {
  // More digits than a double holds exactly.
  if (to - from > 15) return Number(text.slice(from, to))
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48
  return value
}

/** Position after the match, or -1. */
function matchParts(parts: readonly Part[], text: string, from: number): number {
  let at = from
  for (const part of parts) {
    if (part.kind === 'literal') {
      if (!text.startsWith(part.text, at)) return -1
      if (part.reader) keep(part.reader, part.text, 0, part.text.length)
      at += part.text.length
    } else if (part.kind === 'field') {
      const end = fieldEnd(part.reader, part.until, text, at)
      if (end < 0) return -1
      if (part.reader.set) keep(part.reader, text, at, end)
      at = end + part.past
    } else {
      const before = count
      const end = matchParts(part.parts, text, at)
      if (end < 0) count = before
      else at = end
    }
  }
  return at
}

function fieldEnd(reader: FieldReader, until: string, text: string, at: number): number {
  if (reader.extent === 'number') {
    let end = at
    for (let code = text.charCodeAt(end); code >= 48 && code <= 57; code = text.charCodeAt(++end));
    return end > at ? end : -1
  }
  if (until !== '') return text.indexOf(until, at)
  if (reader.extent === 'text') return text.length
  let end = at
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    // space ( ) , / ; >
    if (code === 32 || code === 40 || code === 41 || code === 44 || code === 47 || code === 59 || code === 62)
      break
  }
  return end > at ? end : -1
}
