import { crc32, deflateRawSync } from 'node:zlib'

/** A file of an archive that a test makes. */
interface PackedFile {
  name: string
  content: Uint8Array | string
  /** Epoch seconds. */
  modified?: number
}

const block = 512

/** A ustar archive (POSIX.1-1988); names beyond 100 bytes as GNU tar writes them. */
export function tarOf(files: readonly PackedFile[]): Buffer {
  const parts = files.flatMap(({ name, content, modified = 0 }) => {
    const long = Buffer.byteLength(name) > 100 ? entry('././@LongLink', Buffer.from(`${name}\0`), 0, 'L') : []
    return [...long, ...entry(name.slice(0, 100), Buffer.from(content), modified, '0')]
  })
  return Buffer.concat([...parts, Buffer.alloc(2 * block)])
}

function entry(name: string, content: Buffer, modified: number, type: string): Buffer[] {
  const head = Buffer.alloc(block)
  head.write(name, 0)
  head.write('0000644\0', 100)
  head.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  head.write(`${modified.toString(8).padStart(11, '0')}\0`, 136)
  head.write(`        ${type}`, 148)
  head.write('ustar\u000000', 257)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return [head, content, Buffer.alloc((block - (content.length % block)) % block)]
}

/** A zip archive (PKWARE's APPNOTE 4.3) of deflated files. @param flags of each entry: 1 for encrypted */
export function zipOf(files: readonly PackedFile[], flags = 0): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of files) {
    const packed = deflateRawSync(content)
    const title = Buffer.from(name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(flags, 2)
    shared.writeUInt16LE(8, 4)
    // 3 March 2024, 12:00
    shared.writeUInt16LE(12 << 11, 6)
    shared.writeUInt16LE(((2024 - 1980) << 9) | (3 << 5) | 3, 8)
    shared.writeUInt32LE(crc32(content), 10)
    shared.writeUInt32LE(packed.length, 14)
    shared.writeUInt32LE(Buffer.byteLength(content), 18)
    shared.writeUInt16LE(title.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), shared, title, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), shared, rest, title)
    bodies.push(body)
    at += body.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(files.length, 4)
  end.writeUInt16LE(files.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...bodies, listed, Buffer.from('PK\x05\x06'), end])
}
