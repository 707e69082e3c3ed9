/** A run of compressed bytes of one frame; `ends` with its last. */
export interface FramePiece {
  bytes: Buffer
  ends: boolean
}

const dictionaryIdBytes = [0, 1, 2, 4] as const
const contentSizeBytes = [0, 2, 4, 8] as const
const rleBlock = 1

type Part = 'magic' | 'skip-size' | 'descriptor' | 'block' | 'skippable' | 'body' | 'tail'

/**
 * Cuts zstd content into its frames by following the block headers (RFC 8878, 3.1): Node's decompressor stops at the
 * end of a frame and drops what follows it. Skippable frames are left out. What is no frame is given on as it is, so
 * that the decompressor says what is wrong with it.
 */
export class ZstdFrames {
  #part: Part = 'magic'
  /** Bytes of the current part that are still to come. */
  #left = 4
  /** Little-endian value of a header that is being read, and how many of its bytes have been. */
  #value = 0
  #shift = 0
  #hasChecksum = false
  #isLast = false
  /** The bytes of a magic number that may turn out to begin a skippable frame. */
  #magic: number[] = []

  push(chunk: Buffer): FramePiece[] {
    const pieces: FramePiece[] = []
    let start = 0
    let at = 0
    while (at < chunk.length) {
      const bytes = Math.min(this.#left, chunk.length - at)
      const isHeader = this.#part !== 'body' && this.#part !== 'skippable' && this.#part !== 'tail'
      if (isHeader) for (let i = at; i < at + bytes; i++) this.#readHeader(chunk[i] ?? 0)
      if (this.#part === 'magic') for (let i = at; i < at + bytes; i++) this.#magic.push(chunk[i] ?? 0)
      at += bytes
      this.#left -= bytes
      if (this.#left > 0) break
      const was = this.#part
      const ended = this.#next()
      // What belongs to no frame's data is not handed on; the magic number is, once it is known.
      if (was === 'magic' || was === 'skip-size' || was === 'skippable') {
        if (was === 'magic' && this.#part !== 'skip-size')
          pieces.push({ bytes: Buffer.from(this.#magic), ends: false })
        if (was === 'magic') this.#magic = []
        start = at
      } else if (ended) {
        pieces.push({ bytes: chunk.subarray(start, at), ends: true })
        start = at
      }
    }
    const isHeld = this.#part === 'magic' || this.#part === 'skip-size' || this.#part === 'skippable'
    if (!isHeld && start < chunk.length) pieces.push({ bytes: chunk.subarray(start), ends: false })
    return pieces
  }

  #readHeader(byte: number): void {
    this.#value += byte * 2 ** this.#shift
    this.#shift += 8
  }

  #expect(part: Part, bytes: number): void {
    this.#part = part
    this.#left = bytes
    this.#value = 0
    this.#shift = 0
  }

  /** The current part is complete. True at the end of a frame. */
  #next(): boolean {
    switch (this.#part) {
      case 'magic':
        return this.#begin(this.#value)
      case 'skip-size':
        return this.#skip(this.#value)
      case 'descriptor':
        return this.#describe(this.#value)
      case 'block':
        return this.#openBlock(this.#value)
      case 'skippable':
        this.#expect('magic', 4)
        return false
      case 'body':
        if (this.#isLast) return this.#finish()
        this.#expect('block', 3)
        return false
      case 'tail':
        this.#expect('magic', 4)
        return true
    }
  }

  #begin(magic: number): boolean {
    if (magic >= 0x184d2a50 && magic <= 0x184d2a5f) this.#expect('skip-size', 4)
    else if (magic === 0xfd2fb528) this.#expect('descriptor', 1)
    // No frame: whatever it is, to the end of the content.
    else this.#expect('body', Infinity)
    return false
  }

  #skip(bytes: number): boolean {
    if (bytes === 0) this.#expect('magic', 4)
    else this.#expect('skippable', bytes)
    return false
  }

  #describe(descriptor: number): boolean {
    const isSingle = (descriptor & 0x20) !== 0
    this.#hasChecksum = (descriptor & 4) !== 0
    this.#isLast = false
    const contentSize = descriptor >> 6 === 0 && isSingle ? 1 : (contentSizeBytes[descriptor >> 6] ?? 0)
    const rest = (isSingle ? 0 : 1) + (dictionaryIdBytes[descriptor & 3] ?? 0) + contentSize
    this.#expect('body', rest)
    if (rest === 0) this.#expect('block', 3)
    return false
  }

  #openBlock(header: number): boolean {
    this.#isLast = (header & 1) === 1
    const bytes = ((header >> 1) & 3) === rleBlock ? 1 : header >> 3
    if (bytes > 0) {
      this.#expect('body', bytes)
      return false
    }
    if (this.#isLast) return this.#finish()
    this.#expect('block', 3)
    return false
  }

  #finish(): boolean {
    if (this.#hasChecksum) {
      this.#expect('tail', 4)
      return false
    }
    this.#expect('magic', 4)
    return true
  }
}
