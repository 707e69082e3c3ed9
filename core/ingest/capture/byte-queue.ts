/** Bytes that came in chunks, as one buffer from `at` on. What is not consumed stays for the next chunk. */
export class ByteQueue {
  bytes: Buffer = Buffer.alloc(0)
  at = 0
  /** Offset in the file of `bytes[at]`. */
  offset = 0
  #toSkip = 0

  /** The chunk may be reused by its owner after `settle`. */
  push(chunk: Buffer): void {
    const skipped = Math.min(this.#toSkip, chunk.length)
    this.#toSkip -= skipped
    this.offset += skipped
    const fresh = chunk.subarray(skipped)
    this.bytes = this.bytes.length === 0 ? fresh : Buffer.concat([this.bytes, fresh])
  }

  get available(): number {
    return this.bytes.length - this.at
  }

  consume(count: number): void {
    this.at += count
    this.offset += count
  }

  /** Consumes also what has not come yet, without ever holding it. */
  skip(count: number): void {
    const here = Math.min(count, this.available)
    this.consume(here)
    this.#toSkip += count - here
  }

  settle(): void {
    this.bytes = Buffer.from(this.bytes.subarray(this.at))
    this.at = 0
  }
}
