import { bytesOf, join, pack, split, unpack } from './bytes.ts'
import { WordFilter } from './word-filter.ts'

/** Lines that are packed together, and share a filter of their words. */
export const blockLines = 1024

/** Original records, packed, with what finds words in them. */
export interface OriginalBlock {
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
    words: filter.encode(),
    data: join([pack(bytesOf(lengths), 1), pack(Buffer.from(originals.join('')), 3)]),
  }
}

/** @throws Error for bytes that `encodeOriginals` did not make */
export function decodeOriginals(data: Buffer): string[] {
  const [lengths, text] = split(data)
  if (!lengths || !text) throw new RangeError('a stored block lacks a part')
  const joined = Buffer.from(unpack(text)).toString('utf8')
  let at = 0
  return Array.from(new Uint32Array(unpack(lengths)), (length) => joined.slice(at, (at += length)))
}
