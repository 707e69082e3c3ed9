import { isAscii } from 'node:buffer'
import { bytesOf, join, pack, split, unpack, unpackAligned } from './bytes.ts'
import { WordFilter } from './word-filter.ts'

/** Lines that are packed together at most, and share a filter of their words. */
export const blockLines = 1024

/** Original records, packed, with what finds words in them. */
export interface OriginalBlock {
  rows: number
  words: Buffer
  data: Buffer
}

/** @param raw by index: bytes of records that are not the UTF-8 of their text */
export function encodeOriginals(
  originals: readonly string[],
  raw: ReadonlyMap<number, Uint8Array>,
): OriginalBlock {
  const lengths = new Uint32Array(originals.length)
  const filter = WordFilter.empty()
  for (const [i, original] of originals.entries()) {
    lengths[i] = original.length
    filter.add(original.toLowerCase())
  }
  return {
    rows: originals.length,
    words: filter.encode(),
    data: join([
      pack(bytesOf(lengths), 1),
      pack(Buffer.from(originals.join('\n')), 3),
      ...(raw.size === 0 ? [] : encodeRaw(raw)),
    ]),
  }
}

/** The records of a block, one after another. Most searches look at the bytes only: the rest is read when it is asked for. */
export class Originals {
  /** UTF-8, with a line feed between each two. */
  readonly bytes: Buffer
  readonly #packedLengths: Buffer
  readonly #raw: ReadonlyMap<number, Buffer>
  #starts: Uint32Array | undefined
  /** undefined: not read yet, or all is ASCII and a part of the bytes is a part of the text. */
  #text: string | undefined

  constructor(bytes: Buffer, packedLengths: Buffer, raw: ReadonlyMap<number, Buffer>) {
    this.bytes = bytes
    this.#packedLengths = packedLengths
    this.#raw = raw
  }

  /** '' for a row that is not there. */
  at(row: number): string {
    const starts = (this.#starts ??= this.#readStarts())
    const [start, next] = [starts[row], starts[row + 1]]
    if (start === undefined || next === undefined) return ''
    return this.#text?.slice(start, next - 1) ?? this.bytes.toString('latin1', start, next - 1)
  }

  /** The bytes of a record; undefined where they are the UTF-8 of its text. */
  rawAt(row: number): Buffer | undefined {
    return this.#raw.get(row)
  }

  #readStarts(): Uint32Array {
    if (!isAscii(this.bytes)) this.#text = this.bytes.toString('utf8')
    const lengths = new Uint32Array(unpackAligned(this.#packedLengths))
    const starts = new Uint32Array(lengths.length + 1)
    for (const [i, length] of lengths.entries()) starts[i + 1] = (starts[i] ?? 0) + length + 1
    return starts
  }
}

function encodeRaw(raw: ReadonlyMap<number, Uint8Array>): Buffer[] {
  const table = Uint32Array.from([...raw].flatMap(([row, { length }]) => [row, length]))
  return [pack(bytesOf(table), 1), pack(Buffer.concat([...raw.values()]), 3)]
}

function decodeRaw(packedTable: Buffer, packed: Buffer): Map<number, Buffer> {
  const table = new Uint32Array(unpackAligned(packedTable))
  const bytes = unpack(packed)
  const raw = new Map<number, Buffer>()
  let from = 0
  for (let i = 0; i < table.length; i += 2)
    raw.set(table[i] ?? 0, bytes.subarray(from, (from += table[i + 1] ?? 0)))
  return raw
}

/** @throws Error for bytes that `encodeOriginals` did not make */
export function decodeOriginals(data: Buffer): Originals {
  const [lengths, text, table, raw] = split(data)
  if (!lengths || !text) throw new RangeError('a stored block lacks a part')
  return new Originals(unpack(text), lengths, table && raw ? decodeRaw(table, raw) : new Map())
}
