import type { LineBatch } from '../sources/line-splitter.ts'
import { frameOf, rowAsObject, type Frame } from './document-rows.ts'

/** Names under which answers and exports list their records: Elasticsearch, Microsoft Graph, CloudTrail, Loki, CloudWatch, Azure. */
const lists = new Set([
  'hits',
  'value',
  'records',
  'Records',
  'results',
  'rows',
  'items',
  'logEvents',
  'events',
  'tables',
  'data',
  'result',
])
/** A list lies no deeper than `hits.hits`. */
const deepestList = 3
/** A longer record is given up, characters. */
const longest = 2 ** 20

/**
 * Whether a text is a JSON document that lines do not cut into records: an array, an object over several lines, or the answer
 * to a search on one.
 * @param isOnly no other line is known: then a list of objects under one of these names is one of records
 */
export function isDocument(first: string, isOnly = false): boolean {
  const text = first.trim()
  if (text.startsWith('[')) return text === '[' || /^\[\s*[{[\]]/.test(text)
  if (!text.startsWith('{')) return false
  return (
    isOpen(text) ||
    (isOnly && listed.test(text)) ||
    /^\{\s*"(?:took|_scroll_id|@odata\.\w+|value|[rR]ecords|results|logEvents|items|events)"\s*:/.test(text)
  )
}

const listed = /"(?:hits|value|[rR]ecords|results?|rows|items|logEvents|data|tables)"\s*:\s*\[\s*[{[]/

/** An object that does not end on its line, and holds nothing but JSON so far. */
function isOpen(text: string): boolean {
  return text === '{' || (/^\{\s*"/.test(text) && !text.endsWith('}'))
}

interface Level {
  isList: boolean
  /** Holds records, or what holds them. */
  isWrapper: boolean
  /** Names so far. */
  names: number
  /** Holds lists that are records, with what stands around it. */
  frame?: Frame
  /** An object that names the columns of a table, or the labels of a stream. */
  isFrame?: boolean
}

interface OpenRecord {
  parts: string[]
  size: number
  depth: number
  offset: number
  line: number
}

/** Cuts documents into the objects that are records, wherever lines and batches end. A record stands where it begins. */
export class DocumentSplitter {
  #levels: Level[] = []
  #key = ''
  #text = ''
  #isInText = false
  #isEscaped = false
  #record: OpenRecord | undefined
  /** Of the list that is opened next. */
  #frame: Frame | undefined

  push(batch: LineBatch): LineBatch {
    const out: RecordBatch = {
      texts: [],
      offsets: [],
      lengths: [],
      numbers: [],
      firstLine: batch.firstLine,
      overlong: [],
    }
    for (const [i, line] of batch.texts.entries()) {
      const number = batch.numbers?.[i] ?? batch.firstLine + i
      this.#line(line, batch.offsets[i] ?? 0, number, out)
      if (batch.cut?.has(i) !== true) this.#keep('\n')
    }
    return out
  }

  #line(line: string, offset: number, number: number, out: RecordBatch): void {
    let from = 0
    // Counted on from brace to brace: a line may hold very many records.
    let bytes = offset
    let counted = 0
    const bytesTo = (at: number): number => {
      bytes += Buffer.byteLength(line.slice(counted, at))
      counted = at
      return bytes
    }
    for (let at = 0; at < line.length; at++) {
      const char = line[at] ?? ''
      if (this.#isInText) {
        this.#inText(char)
        continue
      }
      switch (char) {
        case '"':
          this.#isInText = true
          this.#text = ''
          break
        case ':':
          this.#key = this.#text
          this.#count()
          if (frameKeys.has(this.#key)) markFrame(this.#levels.at(-1))
          break
        case '{':
        case '[':
          if (char === '[') this.#openRows(line.slice(from, at))
          if (this.#open(char === '[')) {
            this.#record = {
              parts: [],
              size: 0,
              depth: this.#levels.length,
              offset: bytesTo(at),
              line: number,
            }
            from = at
          }
          break
        case '}':
        case ']':
          if (this.#record && this.#record.depth === this.#levels.length) {
            this.#keep(line.slice(from, at + 1))
            this.#emit(out, bytesTo(at + 1))
          }
          this.#levels.pop()
          this.#key = ''
          break
      }
    }
    this.#keep(line.slice(from))
  }

  #count(): void {
    const level = this.#levels.at(-1)
    if (level) level.names += 1
  }

  /** @param begun of the record so far, beside its parts */
  #openRows(begun: string): void {
    const parent = this.#levels.at(-1)
    this.#frame = undefined
    if (parent === undefined || parent.isList) return
    if (parent.isFrame === true && rowKeys.has(this.#key)) {
      this.#frame = frameOf(`${this.#record?.parts.join('') ?? ''}${begun}`)
      this.#record = undefined
    } else if (parent.isWrapper && this.#key === 'results') this.#frame = {}
  }

  #inText(char: string): void {
    if (this.#isEscaped) this.#isEscaped = false
    else if (char === '\\') this.#isEscaped = true
    else if (char === '"') this.#isInText = false
    else if (this.#text.length < 64) this.#text += char
  }

  /** @returns whether a record begins */
  #open(isList: boolean): boolean {
    const parent = this.#levels.at(-1)
    const depth = this.#levels.length
    const key = parent?.isList === false ? this.#key : ''
    // An activity of Google's has events, too, behind who and when.
    const isNamed = key === '' || (lists.has(key) && (key !== 'events' || parent?.names === 1))
    const isWrapper =
      (parent?.isWrapper ?? true) && depth < deepestList && isNamed && (isList || parent?.isList !== true)
    const frame = isList ? this.#frame : undefined
    this.#levels.push({ isList, isWrapper, names: 0, ...(frame ? { frame } : {}) })
    this.#key = ''
    if (isList && parent?.frame) return this.#record === undefined
    if (isList) {
      // What began as a record only wraps the list.
      if (isWrapper && depth > 0) this.#record = undefined
      return false
    }
    return this.#record === undefined && (parent === undefined || (parent.isList && parent.isWrapper))
  }

  #keep(part: string): void {
    const record = this.#record
    if (!record) return
    record.parts.push(part)
    record.size += part.length
    if (record.size > longest) this.#record = undefined
  }

  /** @param end where it ends in the file, which may have other line ends */
  #emit(out: RecordBatch, end: number): void {
    const record = this.#record
    this.#record = undefined
    if (!record) return
    const frame = this.#levels.at(-2)?.frame
    const text = record.parts.join('')
    out.texts.push((frame && rowAsObject(text, frame)) ?? text)
    out.offsets.push(record.offset)
    out.lengths.push(end - record.offset)
    out.numbers.push(record.line)
  }
}

/** Beside the rows of a table (Azure Monitor) and the values of a stream (Loki). */
const frameKeys = new Set(['columns', 'stream'])
const rowKeys = new Set(['rows', 'values'])

function markFrame(level: Level | undefined): void {
  if (level?.isList === false) level.isFrame = true
}

type RecordBatch = LineBatch & { numbers: number[] }
