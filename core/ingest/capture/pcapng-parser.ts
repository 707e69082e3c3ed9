import { ByteQueue } from './byte-queue.ts'
import { newPacketRecord } from './packet-record.ts'
import { mostPacketBytes } from './pcap-parser.ts'
import { readInterface } from './pcapng-interface.ts'
import { WordReader } from './word-reader.ts'
import type { CaptureParser, OnPacket } from './packet-record.ts'
import type { CaptureInterface } from './pcapng-interface.ts'

const sectionHeader = 0x0a0d0d0a
const interfaceDescription = 1
const obsoletePacket = 2
const simplePacket = 3
const enhancedPacket = 6

/** Blocks that are read; all others are skipped unread. */
const readBlocks = new Set([interfaceDescription, obsoletePacket, simplePacket, enhancedPacket])

const leastBlock = 12
/** Type, length, byte order magic. */
const sectionStart = 12
/** A packet and its options. */
const mostBlockBytes = mostPacketBytes + 2 ** 16
/** More interfaces in one section than a machine has. */
const mostInterfaces = 4096

export function isPcapng(head: Buffer): boolean {
  return head.length >= 4 && head.readUInt32BE(0) === sectionHeader
}

/** Reads pcapng (https://ietf-opsawg-wg.github.io/draft-ietf-opsawg-pcap/draft-ietf-opsawg-pcapng.html). */
export class PcapngParser implements CaptureParser {
  readonly kind = 'pcapng'
  error: string | undefined
  readonly #queue = new ByteQueue()
  readonly #words = new WordReader()
  readonly #record = newPacketRecord()
  readonly #onPacket: OnPacket
  #interfaces: CaptureInterface[] = []
  /** Time of the packet before: a Simple Packet Block has none of its own. */
  #micros = 0

  constructor(onPacket: OnPacket) {
    this.#onPacket = onPacket
  }

  push(chunk: Buffer): void {
    if (this.error !== undefined) return
    this.#queue.push(chunk)
    this.#words.bytes = this.#queue.bytes
    while (this.#readBlock());
    this.#queue.settle()
  }

  end(): void {
    if (this.error === undefined && this.#queue.available > 0)
      this.error = `is cut short in the middle of a block at byte ${this.#queue.offset}: what was read before is kept`
  }

  /** false: more bytes are needed, or there is nothing more to read. */
  #readBlock(): boolean {
    const queue = this.#queue
    const words = this.#words
    const { at } = queue
    if (queue.available < sectionStart) return false
    const isSection = queue.bytes.readUInt32BE(at) === sectionHeader
    if (isSection && !this.#readByteOrder(at + 8)) return this.#damaged('a section without a byte order')
    const type = isSection ? sectionHeader : words.u32(at)
    const length = words.u32(at + 4)
    if (length < leastBlock || length % 4 !== 0) return this.#damaged(`a block of ${length} bytes`)
    if (isSection) this.#interfaces = []
    if (!readBlocks.has(type) || length > mostBlockBytes) {
      if (readBlocks.has(type)) return this.#damaged(`a packet block of ${length} bytes`)
      queue.skip(length)
      return true
    }
    if (queue.available < length) return false
    if (words.u32(at + length - 4) !== length) return this.#damaged('the two lengths of a block differ')
    const read = this.#readBody(type, at, at + length - 4)
    queue.consume(length)
    return read
  }

  #readByteOrder(at: number): boolean {
    const magic = this.#queue.bytes.readUInt32BE(at)
    if (magic !== 0x1a2b3c4d && magic !== 0x4d3c2b1a) return false
    this.#words.littleEndian = magic === 0x4d3c2b1a
    return true
  }

  #readBody(type: number, block: number, end: number): boolean {
    const at = block + 8
    const words = this.#words
    switch (type) {
      case interfaceDescription:
        if (end - at < 8) return this.#damaged('an interface without a description')
        if (this.#interfaces.length >= mostInterfaces)
          return this.#damaged('more interfaces than there can be')
        this.#interfaces.push(readInterface(words, at, end))
        return true
      case simplePacket: {
        if (end - at < 4) return this.#damaged('a packet without a length')
        const wire = words.u32(at)
        const { snapLength = 0 } = this.#interfaces[0] ?? {}
        const captured = Math.min(wire, end - at - 4, snapLength === 0 ? Infinity : snapLength)
        return this.#packet(0, this.#micros, block, at + 4, captured, wire)
      }
      default: {
        if (end - at < 20) return this.#damaged('a packet block that is too short')
        const on = type === enhancedPacket ? words.u32(at) : words.u16(at)
        const captured = words.u32(at + 12)
        if (captured > end - at - 20) return this.#damaged(`a packet of ${captured} bytes in a shorter block`)
        const { microsPerUnit = 1, timeOffset = 0 } = this.#interfaces[on] ?? {}
        const units = words.u32(at + 4) * 2 ** 32 + words.u32(at + 8)
        this.#micros = units * microsPerUnit + timeOffset
        return this.#packet(on, this.#micros, block, at + 20, captured, words.u32(at + 16))
      }
    }
  }

  #packet(on: number, micros: number, block: number, start: number, captured: number, wire: number): boolean {
    const { linkType } = this.#interfaces[on] ?? {}
    if (linkType === undefined) return this.#damaged(`a packet of interface ${on}, which is not described`)
    const { bytes, offset } = this.#queue
    const record = this.#record
    record.bytes = bytes
    record.start = start
    record.end = start + captured
    record.wireLength = wire
    record.micros = micros
    record.linkType = linkType
    record.offset = offset
    record.length = this.#words.u32(block + 4)
    record.number += 1
    this.#onPacket(record)
    return true
  }

  #damaged(what: string): false {
    this.error = `is damaged at byte ${this.#queue.offset} (${what}): what was read before is kept`
    return false
  }
}
