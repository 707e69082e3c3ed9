import { ByteQueue } from './byte-queue.ts'
import { newPacketRecord } from './packet-record.ts'
import type { CaptureParser, OnPacket } from './packet-record.ts'

const fileHeader = 24
/** Four times what libpcap writes at most (MAXIMUM_SNAPLEN, 256 KiB): beyond it the file is damaged. */
export const mostPacketBytes = 2 ** 20

interface Shape {
  littleEndian: boolean
  /** Units of the fraction in a microsecond. */
  perMicro: number
  recordHeader: number
}

/** First four bytes as a big-endian number. */
const shapes = new Map<number, Shape>([
  [0xa1b2c3d4, { littleEndian: false, perMicro: 1, recordHeader: 16 }],
  [0xd4c3b2a1, { littleEndian: true, perMicro: 1, recordHeader: 16 }],
  [0xa1b23c4d, { littleEndian: false, perMicro: 1000, recordHeader: 16 }],
  [0x4d3cb2a1, { littleEndian: true, perMicro: 1000, recordHeader: 16 }],
  // Kuznetzov's patched libpcap: eight more bytes a record.
  [0xa1b2cd34, { littleEndian: false, perMicro: 1, recordHeader: 24 }],
  [0x34cdb2a1, { littleEndian: true, perMicro: 1, recordHeader: 24 }],
])

export function isPcap(head: Buffer): boolean {
  return head.length >= 4 && shapes.has(head.readUInt32BE(0))
}

/** Reads pcap (https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/). */
export class PcapParser implements CaptureParser {
  readonly kind = 'pcap'
  error: string | undefined
  readonly #queue = new ByteQueue()
  readonly #record = newPacketRecord()
  readonly #onPacket: OnPacket
  #shape: Shape | undefined

  constructor(onPacket: OnPacket) {
    this.#onPacket = onPacket
  }

  push(chunk: Buffer): void {
    if (this.error !== undefined) return
    const queue = this.#queue
    queue.push(chunk)
    if (this.#shape === undefined && queue.available >= fileHeader) this.#readFileHeader()
    const shape = this.#shape
    if (shape !== undefined) while (this.#readRecord(shape));
    queue.settle()
  }

  end(): void {
    const left = this.#queue.available
    if (this.error === undefined && (left > 0 || this.#shape === undefined))
      this.error = `is cut short in the middle of a packet at byte ${this.#queue.offset}: what was read before is kept`
  }

  #readFileHeader(): void {
    const { bytes, at } = this.#queue
    const shape = shapes.get(bytes.readUInt32BE(at))
    if (shape === undefined) {
      this.error = 'does not begin as a pcap file'
      return
    }
    const network = shape.littleEndian ? bytes.readUInt32LE(at + 20) : bytes.readUInt32BE(at + 20)
    // The upper six bits tell of a frame check sequence.
    this.#record.linkType = network & 0x03ffffff
    this.#shape = shape
    this.#queue.consume(fileHeader)
  }

  /** false: more bytes are needed, or there is nothing more to read. */
  #readRecord({ littleEndian, perMicro, recordHeader }: Shape): boolean {
    const queue = this.#queue
    if (queue.available < recordHeader) return false
    const { bytes, at } = queue
    const captured = littleEndian ? bytes.readUInt32LE(at + 8) : bytes.readUInt32BE(at + 8)
    if (captured > mostPacketBytes) {
      this.error = `is damaged at byte ${queue.offset} (a packet of ${captured} bytes): what was read before is kept`
      return false
    }
    const length = recordHeader + captured
    if (queue.available < length) return false
    const record = this.#record
    const seconds = littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)
    const fraction = littleEndian ? bytes.readUInt32LE(at + 4) : bytes.readUInt32BE(at + 4)
    record.bytes = bytes
    record.start = at + recordHeader
    record.end = at + length
    record.wireLength = littleEndian ? bytes.readUInt32LE(at + 12) : bytes.readUInt32BE(at + 12)
    record.micros = seconds * 1e6 + fraction / perMicro
    record.offset = queue.offset
    record.length = length
    record.number += 1
    queue.consume(length)
    this.#onPacket(record)
    return true
  }
}
