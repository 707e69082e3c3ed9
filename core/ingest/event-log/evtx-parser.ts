import { ByteQueue } from '../capture/byte-queue.ts'
import { BinaryXml } from './binary-xml.ts'

/** A record as XML; undefined where it is damaged. */
type OnRecord = (xml: string | undefined, number: number, offset: number, length: number) => void

const headerBytes = 4096
const chunkBytes = 65_536
const firstRecord = 512
const recordMagic = 0x00002a2a
const chunkMagic = Buffer.from('ElfChnk\0', 'latin1')
/** Magic, size, number and time before, the size again behind. */
const recordHeader = 24
const leastRecord = 28

/** Cuts a Windows event log into its records. A chunk of the file is only read during `push`. */
export class EvtxParser {
  /** Chunks that were none, or whose records could not be followed. */
  damaged = 0
  readonly #queue = new ByteQueue()
  readonly #onRecord: OnRecord
  #isBegun = false
  #number = 0

  constructor(onRecord: OnRecord) {
    this.#onRecord = onRecord
  }

  push(chunk: Buffer): void {
    const queue = this.#queue
    queue.push(chunk)
    if (!this.#isBegun && queue.available >= headerBytes) {
      queue.consume(headerBytes)
      this.#isBegun = true
    }
    while (this.#isBegun && queue.available >= chunkBytes) {
      this.#readChunk(queue.bytes.subarray(queue.at, queue.at + chunkBytes), queue.offset)
      queue.consume(chunkBytes)
    }
    queue.settle()
  }

  /** Whether bytes are left that are no whole chunk. */
  get isCut(): boolean {
    return !this.#isBegun || this.#queue.available > 0
  }

  #readChunk(chunk: Buffer, offset: number): void {
    if (!chunk.subarray(0, chunkMagic.length).equals(chunkMagic)) {
      // The file is made larger in advance: what was never written is zero.
      if (chunk.some((byte) => byte !== 0)) this.damaged++
      return
    }
    const xml = new BinaryXml(chunk)
    const end = Math.min(chunk.readUInt32LE(48), chunkBytes)
    let at = firstRecord
    let last: bigint | undefined
    while (at + leastRecord <= chunkBytes) {
      const length = chunk.readUInt32LE(at + 4)
      const isRecord =
        chunk.readUInt32LE(at) === recordMagic && length >= leastRecord && at + length <= chunkBytes
      const id = chunk.readBigUInt64LE(at + 8)
      // The header of a log that was not closed lags behind; what follows on is of it, what doesn't is left from before.
      const isNext = isRecord && (at < end || (last !== undefined && id === last + 1n))
      if (!isNext) {
        if (at < end) this.damaged++
        return
      }
      last = id
      this.#number++
      this.#onRecord(textOf(xml, at + recordHeader, at + length - 4), this.#number, offset + at, length)
      at += length
    }
  }
}

function textOf(xml: BinaryXml, from: number, to: number): string | undefined {
  try {
    return xml.read(from, to)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
