/** What is wrong with bzip2 content; `isCut` where it only ends too early. */
export class Bzip2Error extends Error {
  override name = 'Bzip2Error'
  readonly isCut: boolean
  constructor(message: string, isCut = false) {
    super(message)
    this.isCut = isCut
  }
}

/**
 * No block takes more compressed bytes: 900,000 symbols of at most 20 bits, selectors and tables. Whoever has so many
 * (or the rest of the content) can decode a block without asking for more.
 */
export const mostBlockBytes = 2_400_000

const blockMark = 0x314159265359
const endMark = 0x177245385090
const groupSymbols = 50
const mostBits = 20
const endOfContent = 'the compressed data ends within a block'

/** Reads bits, most significant first. */
class BitReader {
  readonly bytes: Buffer
  at: number
  #value = 0
  #bits = 0

  constructor(bytes: Buffer, at: number) {
    this.bytes = bytes
    this.at = at
  }

  /** 1 to 24 bits. */
  read(count: number): number {
    while (this.#bits < count) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new Bzip2Error(endOfContent, true)
      this.#value = ((this.#value & 0xffffff) << 8) | byte
      this.#bits += 8
    }
    this.#bits -= count
    return (this.#value >>> this.#bits) & ((1 << count) - 1)
  }

  /** The 48 bits that mark a block or the end. */
  mark(): number {
    return this.read(24) * 2 ** 24 + this.read(24)
  }

  word(): number {
    return ((this.read(16) << 16) | this.read(16)) >>> 0
  }

  get bitsLeft(): number {
    return this.#bits
  }

  skipToByte(): void {
    this.#bits -= this.#bits % 8
  }
}

/** A canonical Huffman code: symbols by length of their code. */
class HuffmanTable {
  readonly #limits = new Int32Array(mostBits + 2).fill(-1)
  readonly #bases = new Int32Array(mostBits + 2)
  readonly #symbols: Uint16Array
  readonly #shortest: number

  constructor(lengths: Uint8Array) {
    this.#symbols = new Uint16Array(lengths.length)
    let shortest = mostBits
    let filled = 0
    let code = 0
    for (let length = 1; length <= mostBits; length++) {
      const first = filled
      for (let symbol = 0; symbol < lengths.length; symbol++)
        if (lengths[symbol] === length) this.#symbols[filled++] = symbol
      const count = filled - first
      if (count > 0 && length < shortest) shortest = length
      this.#bases[length] = first - code
      code += count
      if (count > 0) this.#limits[length] = code - 1
      code <<= 1
    }
    this.#shortest = shortest
  }

  next(bits: BitReader): number {
    let length = this.#shortest
    let code = bits.read(length)
    while (length <= mostBits) {
      if (code <= (this.#limits[length] ?? -1)) {
        const symbol = this.#symbols[code + (this.#bases[length] ?? 0)]
        if (symbol === undefined) break
        return symbol
      }
      length += 1
      code = (code << 1) | bits.read(1)
    }
    throw new Bzip2Error('a symbol is in none of the codes')
  }
}

/** Decodes the streams of one bzip2 file, block by block. */
export class Bunzip2 {
  #level = 0
  /** Bits of the byte before `#at` that belong to the next block, 0 to 7. */
  #bitsLeft = 0
  #isBetween = true
  #tt = new Uint32Array(0)

  /**
   * Decodes the next block of `bytes`, which must hold `mostBlockBytes` or all that is left.
   * @returns its content (empty at the end of a stream) and how many bytes are done with; `content` undefined: the end
   * @throws Bzip2Error
   */
  next(bytes: Buffer): { content: Buffer | undefined; used: number } {
    if (this.#isBetween && bytes.length === 0) return { content: undefined, used: 0 }
    const bits = new BitReader(bytes, 0)
    if (this.#bitsLeft > 0) bits.read(8 - this.#bitsLeft)
    if (this.#isBetween && !this.#readHeader(bits)) return { content: undefined, used: bytes.length }
    const mark = bits.mark()
    if (mark === endMark) return this.#endStream(bits)
    if (mark !== blockMark) throw new Bzip2Error('neither a block nor the end of the stream is here')
    const content = this.#readBlock(bits)
    return this.#done(bits, content)
  }

  #done(bits: BitReader, content: Buffer): { content: Buffer; used: number } {
    this.#bitsLeft = bits.bitsLeft % 8
    const unread = Math.floor(bits.bitsLeft / 8)
    return { content, used: bits.at - unread - (this.#bitsLeft > 0 ? 1 : 0) }
  }

  /** False for what follows a stream and begins no other: bzip2 ignores it, too. */
  #readHeader(bits: BitReader): boolean {
    const isFirst = this.#level === 0
    const head = bits.bytes.subarray(0, 4)
    const level = (head[3] ?? 0) - 0x30
    if (head.length < 4 || head.toString('latin1', 0, 3) !== 'BZh' || level < 1 || level > 9) {
      if (isFirst) throw new Bzip2Error('the header is not that of bzip2', head.length < 4)
      return false
    }
    bits.word()
    if (level !== this.#level) this.#tt = new Uint32Array(level * 100_000)
    this.#level = level
    this.#isBetween = false
    return true
  }

  #endStream(bits: BitReader): { content: Buffer; used: number } {
    bits.word()
    bits.skipToByte()
    this.#isBetween = true
    return this.#done(bits, Buffer.alloc(0))
  }

  #readBlock(bits: BitReader): Buffer {
    const expected = bits.word()
    if (bits.read(1) === 1) throw new Bzip2Error('it is randomised, as bzip2 before 0.9.5 wrote')
    const origin = bits.read(24)
    const used = readUsed(bits)
    const { length, counts } = this.#readSymbols(bits, used)
    if (origin >= length) throw new Bzip2Error('the origin of a block lies outside of it')
    const content = this.#restore(origin, length, counts)
    if (checksum(content) !== expected) throw new Bzip2Error('the checksum of a block does not fit')
    return content
  }

  /** Huffman codes, zero runs and move-to-front undone, into `#tt`. */
  #readSymbols(bits: BitReader, alphabet: Uint8Array): { length: number; counts: Int32Array } {
    const symbols = alphabet.length + 2
    const { selectors, tables } = readTables(bits, symbols)
    const tt = this.#tt
    const counts = new Int32Array(256)
    const end = alphabet.length + 1
    let length = 0
    let run = 0
    let runBit = 1
    let group = 0
    let left = 0
    let table: HuffmanTable | undefined
    const put = (byte: number, times: number) => {
      if (length + times > tt.length) throw new Bzip2Error('a block is longer than the header allows')
      counts[byte] = (counts[byte] ?? 0) + times
      if (times === 1) tt[length] = byte
      else tt.fill(byte, length, length + times)
      length += times
    }
    for (;;) {
      if (left === 0) {
        table = tables[selectors[group++] ?? -1]
        left = groupSymbols
      }
      if (table === undefined) throw new Bzip2Error('a block has fewer tables than it uses')
      left -= 1
      const symbol = table.next(bits)
      if (symbol <= 1) {
        if (runBit > tt.length) throw new Bzip2Error('a block is longer than the header allows')
        run += runBit << symbol
        runBit <<= 1
        continue
      }
      if (run > 0) {
        put(alphabet[0] ?? 0, run)
        run = 0
        runBit = 1
      }
      if (symbol === end) return { length, counts }
      const byte = alphabet[symbol - 1] ?? 0
      alphabet.copyWithin(1, 0, symbol - 1)
      alphabet[0] = byte
      put(byte, 1)
    }
  }

  /** The Burrows-Wheeler transform and the first run-length coding undone. */
  #restore(origin: number, length: number, counts: Int32Array): Buffer {
    const tt = this.#tt
    const starts = new Int32Array(256)
    for (let byte = 1; byte < 256; byte++) starts[byte] = (starts[byte - 1] ?? 0) + (counts[byte - 1] ?? 0)
    for (let i = 0; i < length; i++) {
      const byte = (tt[i] ?? 0) & 0xff
      const at = starts[byte] ?? 0
      starts[byte] = at + 1
      tt[at] = ((tt[at] ?? 0) & 0xff) | (i << 8)
    }
    let output = Buffer.allocUnsafe(length + 1024)
    let filled = 0
    let position = (tt[origin] ?? 0) >>> 8
    let previous = -1
    let repeated = 0
    for (let i = 0; i < length; i++) {
      const entry = tt[position] ?? 0
      const byte = entry & 0xff
      position = entry >>> 8
      if (filled + 256 > output.length) {
        const grown = Buffer.allocUnsafe(output.length * 2)
        output.copy(grown, 0, 0, filled)
        output = grown
      }
      if (repeated === 4) {
        output.fill(previous, filled, filled + byte)
        filled += byte
        repeated = 0
        previous = -1
        continue
      }
      repeated = byte === previous ? repeated + 1 : 1
      previous = byte
      output[filled++] = byte
    }
    return output.subarray(0, filled)
  }
}

/** The bytes that occur in a block, in order. */
function readUsed(bits: BitReader): Uint8Array {
  const ranges = bits.read(16)
  const used: number[] = []
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue
    const present = bits.read(16)
    for (let i = 0; i < 16; i++) if ((present & (0x8000 >> i)) !== 0) used.push(range * 16 + i)
  }
  if (used.length === 0) throw new Bzip2Error('a block has no symbols')
  return Uint8Array.from(used)
}

function readTables(bits: BitReader, symbols: number): { selectors: Uint8Array; tables: HuffmanTable[] } {
  const tableCount = bits.read(3)
  const selectorCount = bits.read(15)
  if (tableCount < 2 || tableCount > 6 || selectorCount < 1)
    throw new Bzip2Error('the tables of a block are malformed')
  const order = Array.from({ length: tableCount }, (_, i) => i)
  const selectors = new Uint8Array(selectorCount)
  for (let i = 0; i < selectorCount; i++) {
    let rank = 0
    while (bits.read(1) === 1) if (++rank >= tableCount) throw new Bzip2Error('a selector names no table')
    const [table = 0] = order.splice(rank, 1)
    order.unshift(table)
    selectors[i] = table
  }
  return { selectors, tables: Array.from({ length: tableCount }, () => readTable(bits, symbols)) }
}

function readTable(bits: BitReader, symbols: number): HuffmanTable {
  const lengths = new Uint8Array(symbols)
  let length = bits.read(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    for (;;) {
      if (length < 1 || length > mostBits) throw new Bzip2Error('a code is longer than bzip2 has')
      if (bits.read(1) === 0) break
      length += bits.read(1) === 0 ? 1 : -1
    }
    lengths[symbol] = length
  }
  return new HuffmanTable(lengths)
}

const checksums = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24
  for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1
  return value
})

/** CRC-32 with the most significant bit first. */
function checksum(content: Buffer): number {
  let value = -1
  for (let i = 0; i < content.length; i++)
    value = (value << 8) ^ (checksums[(value >>> 24) ^ (content[i] ?? 0)] ?? 0)
  return ~value >>> 0
}
