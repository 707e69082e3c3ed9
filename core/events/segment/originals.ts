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

/** The records of a block, one after another. */
export class Originals {
  /** With a line feed between each two. */
  readonly text: string
  readonly #starts: Uint32Array
  readonly #raw: ReadonlyMap<number, Buffer>

  constructor(text: string, lengths: Uint32Array, raw: ReadonlyMap<number, Buffer>) {
    this.text = text
    this.#raw = raw
    this.#starts = new Uint32Array(lengths.length + 1)
    for (const [i, length] of lengths.entries()) this.#starts[i + 1] = (this.#starts[i] ?? 0) + length + 1
  }

  /** '' for a row that is not there. */
  at(row: number): string {
    const [start, next] = [this.#starts[row], this.#starts[row + 1]]
    return start === undefined || next === undefined ? '' : this.text.slice(start, next - 1)
  }

  /** The bytes of a record; undefined where they are the UTF-8 of its text. */
  rawAt(row: number): Buffer | undefined {
    return this.#raw.get(row)
  }

  /** About what it takes in memory. */
  get bytes(): number {
    let sum = this.text.length
    for (const { length } of this.#raw.values()) sum += length
    return sum
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
  return new Originals(
    unpack(text).toString('utf8'),
    new Uint32Array(unpackAligned(lengths)),
    table && raw ? decodeRaw(table, raw) : new Map(),
  )
}
