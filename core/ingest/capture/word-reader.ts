/** Reads numbers of a buffer in one byte order. */
export class WordReader {
  bytes: Buffer = Buffer.alloc(0)
  littleEndian = true

  u16(at: number): number {
    return this.littleEndian ? this.bytes.readUInt16LE(at) : this.bytes.readUInt16BE(at)
  }

  u32(at: number): number {
    return this.littleEndian ? this.bytes.readUInt32LE(at) : this.bytes.readUInt32BE(at)
  }

  /** As a double: exact to 53 bits. */
  i64(at: number): number {
    return Number(this.littleEndian ? this.bytes.readBigInt64LE(at) : this.bytes.readBigInt64BE(at))
  }
}
