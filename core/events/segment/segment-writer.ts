import type { Event, Place } from '../../event/event.ts'
import { NumberColumnBuilder } from './number-column.ts'
import { blockLines, encodeOriginals, type OriginalBlock } from './originals.ts'
import type { Segment } from './segment.ts'
import { TextColumnBuilder, type TextValue } from './text-column.ts'

/** Events of a segment at most. */
export const segmentRows = 65_536

/** A block of fewer lines is packed anew, together with its neighbours, when segments are merged. */
const leastBlockLines = blockLines / 2

export type ColumnKind = 'text' | 'number'

interface EncodedColumn {
  name: string
  kind: ColumnKind
  /** Least and greatest number; null for texts, and where there is none. */
  low: number | null
  high: number | null
  data: Buffer
}

/** Events as columns, ready to be stored. */
export interface EncodedSegment {
  rows: number
  /** Times of the earliest and latest event, epoch ms; null where none has a time. */
  first: number | null
  last: number | null
  columns: EncodedColumn[]
  blocks: OriginalBlock[]
}

/** Columns of where a record stands; no field of an event has such a name. */
export const placeColumns = {
  source: 'place.source',
  offset: 'place.offset',
  length: 'place.length',
  line: 'place.line',
  copy: 'place.copy',
  /** Where in the text of the record its message begins, which then goes on to the end; see `columnOf`. */
  message: 'place.message',
} as const

/** A field has values of one kind; a segment that a later version wrote might have both. */
interface FieldBuilder {
  name: string
  texts?: TextColumnBuilder
  numbers?: NumberColumnBuilder
  /** The field that came after it last. */
  next?: FieldBuilder
}

/** Gathers events until there are enough for a segment. */
export class SegmentWriter {
  #fields = new Map<string, FieldBuilder>()
  /** The field that was set last: records of a kind have their fields in the same order, so each tells the next. */
  #last: FieldBuilder = { name: '' }
  #originals: string[] = []
  /** By index into `#originals`. */
  #raw = new Map<number, Uint8Array>()
  #blocks: OriginalBlock[] = []
  #rows = 0

  get rows(): number {
    return this.#rows
  }

  /**
   * @param bytes of the record, where they are not the UTF-8 of `original`
   * @returns whether the segment is full, and has to be finished
   */
  add(event: Event, place: Place, original: string, bytes?: Uint8Array): boolean {
    const row = this.#rows++
    for (const name in event) {
      if (name === 'message') continue
      const value = event[name as keyof Event]
      if (value !== undefined) this.#set(row, name, value)
    }
    this.#setMessage(row, event.message, original)
    this.#set(row, placeColumns.source, place.source)
    this.#set(row, placeColumns.offset, place.offset)
    this.#set(row, placeColumns.length, place.length)
    this.#set(row, placeColumns.line, place.line)
    if (place.copy !== undefined) this.#set(row, placeColumns.copy, place.copy)
    this.#addOriginal(original, bytes)
    return this.#rows === segmentRows
  }

  /** Takes over all events of a stored segment that has room here: by columns, which is much quicker than one by one. */
  append(segment: Segment): void {
    for (const name of segment.columnNames()) {
      const column = segment.column(name)
      const field = this.#field(name)
      if (column?.kind === 'text') (field.texts ??= new TextColumnBuilder()).append(this.#rows, column)
      else if (column !== undefined) (field.numbers ??= new NumberColumnBuilder()).append(this.#rows, column)
    }
    this.#rows += segment.rows
    for (const [block, rows] of segment.blockRows().entries()) {
      if (rows >= leastBlockLines) {
        this.#closeBlock()
        this.#blocks.push(segment.packedBlock(block))
        continue
      }
      const originals = segment.originals(block)
      for (let row = 0; row < rows; row++) this.#addOriginal(originals.at(row), originals.rawAt(row))
    }
  }

  /** The segment; the writer is empty after it. undefined where it was before. */
  finish(): EncodedSegment | undefined {
    if (this.#rows === 0) return undefined
    this.#closeBlock()
    const rows = this.#rows
    const fields = [...this.#fields.values()]
    const times = this.#fields.get('@timestamp')?.numbers
    const segment = {
      rows,
      first: finiteOrNull(times?.low),
      last: finiteOrNull(times?.high),
      columns: [
        ...fields.flatMap(({ name, texts }) => (texts ? [textColumn(name, texts, rows)] : [])),
        ...fields.flatMap(({ name, numbers }) => (numbers ? [numberColumn(name, numbers, rows)] : [])),
      ],
      blocks: this.#blocks,
    }
    this.#fields = new Map()
    this.#last = { name: '' }
    this.#blocks = []
    this.#rows = 0
    return segment
  }

  #setMessage(row: number, message: string | undefined, original: string): void {
    if (message === undefined) return
    if (message !== '' && original.endsWith(message))
      this.#set(row, placeColumns.message, original.length - message.length)
    else this.#set(row, 'message', message)
  }

  #set(row: number, name: string, value: TextValue | number): void {
    const field = this.#last.next?.name === name ? this.#last.next : this.#field(name)
    this.#last.next = field
    this.#last = field
    if (typeof value === 'number') (field.numbers ??= new NumberColumnBuilder()).set(row, value)
    else (field.texts ??= new TextColumnBuilder()).set(row, value)
  }

  #field(name: string): FieldBuilder {
    let field = this.#fields.get(name)
    if (!field) this.#fields.set(name, (field = { name }))
    return field
  }

  #addOriginal(original: string, bytes: Uint8Array | undefined): void {
    if (bytes !== undefined) this.#raw.set(this.#originals.length, bytes)
    this.#originals.push(original)
    if (this.#originals.length === blockLines) this.#closeBlock()
  }

  #closeBlock(): void {
    if (this.#originals.length === 0) return
    this.#blocks.push(encodeOriginals(this.#originals, this.#raw))
    this.#originals = []
    this.#raw = new Map()
  }
}

function textColumn(name: string, builder: TextColumnBuilder, rows: number): EncodedColumn {
  return { name, kind: 'text', low: null, high: null, data: builder.encode(rows) }
}

function numberColumn(name: string, builder: NumberColumnBuilder, rows: number): EncodedColumn {
  const [low, high] = [finiteOrNull(builder.low), finiteOrNull(builder.high)]
  return { name, kind: 'number', low, high, data: builder.encode(rows) }
}

function finiteOrNull(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}
