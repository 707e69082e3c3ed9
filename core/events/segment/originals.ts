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

export function encodeOriginals(originals: readonly string[]): OriginalBlock {
  const lengths = new Uint32Array(originals.length)
  const filter = WordFilter.empty()
  for (const [i, original] of originals.entries()) {
    lengths[i] = original.length
    filter.add(original.toLowerCase())
  }
  return {
    rows: originals.length,
    words: filter.encode(),
    data: join([pack(bytesOf(lengths), 1), pack(Buffer.from(originals.join('\n')), 3)]),
  }
}

/** The records of a block, one after another. */
export class Originals {
  /** With a line feed between each two. */
  readonly text: string
  readonly #starts: Uint32Array

  constructor(text: string, lengths: Uint32Array) {
    this.text = text
    this.#starts = new Uint32Array(lengths.length + 1)
    for (const [i, length] of lengths.entries()) this.#starts[i + 1] = (this.#starts[i] ?? 0) + length + 1
  }

  /** '' for a row that is not there. */
  at(row: number): string {
    const [start, next] = [this.#starts[row], this.#starts[row + 1]]
    return start === undefined || next === undefined ? '' : this.text.slice(start, next - 1)
  }
}

/** @throws Error for bytes that `encodeOriginals` did not make */
export function decodeOriginals(data: Buffer): Originals {
  const [lengths, text] = split(data)
  if (!lengths || !text) throw new RangeError('a stored block lacks a part')
  return new Originals(unpack(text).toString('utf8'), new Uint32Array(unpackAligned(lengths)))
}
