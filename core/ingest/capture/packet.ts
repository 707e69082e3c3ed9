import type { PacketRecord } from './packet-record.ts'

/**
 * What is known of the packet at hand, from the outside in: an inner packet overwrites its tunnel's. Reused for every
 * packet. Positions are indexes into `bytes`.
 */
export class Packet {
  bytes: Buffer = Buffer.alloc(0)
  /** Next byte to be read, and the end of what was captured. */
  at = 0
  end = 0
  /** Bytes on the wire that the capture left out behind `end`. */
  missing = 0
  /** Epoch microseconds. */
  micros = 0
  /** Of the record in the file. */
  offset = 0
  length = 0
  number = 0
  /** Innermost VLAN; 0 without. */
  vlan = 0
  version: 4 | 6 = 4
  /** Source and destination address stand side by side from here. */
  addresses = 0
  addressLength = 4
  /** IANA number. */
  protocol = 0
  /** Total length of the IP packet, its header included. */
  ipBytes = 0
  sourcePort = 0
  destinationPort = 0
  /** ICMP messages that have no answer: another direction is another flow. */
  oneWay = false
  tcpFlags = 0
  sequence = 0
  acknowledgement = 0
  window = 0
  /** Length of the payload by the headers; from `at` to `end` is what was captured of it. */
  dataLength = 0
  /** How many tunnels deep. */
  depth = 0
  /** EtherType that nobody here reads; 0 for none. */
  unopened = 0

  load(record: PacketRecord): void {
    this.bytes = record.bytes
    this.at = record.start
    this.end = record.end
    this.missing = Math.max(0, record.wireLength - (record.end - record.start))
    this.micros = record.micros
    this.offset = record.offset
    this.length = record.length
    this.number = record.number
    this.vlan = 0
    this.depth = 0
    this.unopened = 0
  }

  u8(at: number): number {
    return this.bytes[at] ?? 0
  }

  u16(at: number): number {
    return (this.u8(at) << 8) | this.u8(at + 1)
  }

  u32(at: number): number {
    return ((this.u8(at) << 24) | (this.u8(at + 1) << 16) | (this.u8(at + 2) << 8) | this.u8(at + 3)) >>> 0
  }

  /** Whether so many bytes from `at` on were captured. */
  has(count: number): boolean {
    return this.end - this.at >= count
  }

  /** What stands behind this length is padding. */
  trim(length: number): void {
    const have = this.end - this.at
    if (length <= have) {
      this.end = this.at + length
      this.missing = 0
    } else this.missing = length - have
  }
}

export const syn = 2
export const fin = 1
export const rst = 4
export const ack = 16
