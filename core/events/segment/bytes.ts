import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** Node makes a compressor anew each time, which costs 20 µs and more: less than this is kept as it is. */
const leastCompressed = 4096

/** Set in the length of what is not compressed. */
const plain = 2 ** 31

/** Compressed where that is worth it, with the length of the content before it. */
export function pack(bytes: Uint8Array, level: number): Buffer {
  const length = Buffer.alloc(4)
  if (bytes.length < leastCompressed) {
    length.writeUInt32LE(plain + bytes.length)
    return Buffer.concat([length, bytes])
  }
  length.writeUInt32LE(bytes.length)
  const params = { [constants.ZSTD_c_compressionLevel]: level }
  return Buffer.concat([length, zstdCompressSync(bytes, { params, chunkSize: chunkFor(bytes.length) })])
}

/** @throws Error for what `pack` did not make */
export function unpack(packed: Buffer): Buffer {
  const [length, content] = [packed.readUInt32LE(), packed.subarray(4)]
  return length >= plain ? content : zstdDecompressSync(content, { chunkSize: chunkFor(length) })
}

/** A buffer of its own, aligned for any typed array. @throws Error for what `pack` did not make */
export function unpackAligned(packed: Buffer): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = unpack(packed)
  const copy = new ArrayBuffer(byteLength)
  new Uint8Array(copy).set(new Uint8Array(buffer, byteOffset, byteLength))
  return copy
}

/** All at once: Node works chunk by chunk, and its default of 16 KiB costs more than the compression. */
function chunkFor(bytes: number): number {
  return Math.min(2 ** 26, Math.max(64, bytes + 1))
}

/** Parts one after another, each with its length before it. */
export function join(parts: readonly Uint8Array[]): Buffer {
  const pieces = parts.flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(part.length)
    return [length, part]
  })
  return Buffer.concat(pieces)
}

/** @throws Error for what `join` did not make */
export function split(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 4 + bytes.readUInt32LE(at)
    if (end > bytes.length) throw new RangeError('a stored column is shorter than it says')
    parts.push(bytes.subarray(at + 4, end))
    at = end
  }
  return parts
}

export type Codes = Uint8Array | Uint16Array | Uint32Array

/** The narrowest array for numbers up to `most`. */
export function createCodes(most: number, length: number): Codes {
  if (most < 2 ** 8) return new Uint8Array(length)
  return most < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length)
}

export function bytesOf(array: Codes | Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

export function codesOf(buffer: ArrayBuffer, width: number): Codes {
  return width === 1
    ? new Uint8Array(buffer)
    : width === 2
      ? new Uint16Array(buffer)
      : new Uint32Array(buffer)
}

/** Room that a column begins with: most segments of a live source have few rows. */
export const firstRows = 256

/** The array, or a longer copy that has room for `length`. */
export function grown<T extends Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  array: T,
  length: number,
  create: (length: number) => T,
): T {
  if (length <= array.length) return array
  const longer = create(Math.max(length, 2 * array.length))
  longer.set(array)
  return longer
}
