/** More of a stream than this is not looked into. */
const mostBytes = 16_384
/** Segments that came too early and are waiting for those before them. */
const mostEarly = 8

/** The beginning of one side's byte stream, put together from segments as they come. */
export class StreamHead {
  bytes: Buffer = Buffer.alloc(0)
  #early: { offset: number; bytes: Buffer }[] = []

  /** No more will be kept. */
  get full(): boolean {
    return this.bytes.length >= mostBytes
  }

  /** Bytes of memory. */
  get size(): number {
    return this.#early.reduce((total, { bytes }) => total + bytes.length, this.bytes.length)
  }

  /** Takes the part of a segment that is not yet known. Returns whether `bytes` has grown. */
  add(offset: number, segment: Buffer): boolean {
    const { length } = this.bytes
    if (offset > length) {
      if (this.#early.length < mostEarly && offset < mostBytes)
        this.#early.push({ offset, bytes: Buffer.from(segment.subarray(0, mostBytes - offset)) })
      return false
    }
    const fresh = segment.subarray(length - offset, mostBytes - offset)
    if (fresh.length === 0) return false
    this.bytes = Buffer.concat([this.bytes, fresh])
    const next = this.#early.findIndex((early) => early.offset <= this.bytes.length)
    for (const early of next < 0 ? [] : this.#early.splice(next, 1)) this.add(early.offset, early.bytes)
    return true
  }
}
