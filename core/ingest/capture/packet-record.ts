/** One packet as a capture file holds it. Reused for every packet: valid until the next. */
export interface PacketRecord {
  bytes: Buffer
  /** Where the captured bytes begin and end in `bytes`. */
  start: number
  end: number
  /** Length on the wire; more than `end - start` where the capture cut it. */
  wireLength: number
  /** Epoch microseconds. Doubles hold today's to a quarter of a microsecond. */
  micros: number
  /** LINKTYPE_ value, see `link-types.data`. */
  linkType: number
  /** Of the whole record in the decompressed file, its header included. */
  offset: number
  length: number
  /** 1-based. */
  number: number
}

export type OnPacket = (record: PacketRecord) => void

/** Cuts the bytes of a capture file into packets. A chunk is only read during `push`. */
export interface CaptureParser {
  /** Interfaces or the file's own link type, for the report. */
  readonly kind: 'pcap' | 'pcapng'
  /** What ended the reading early, as the end of a sentence that begins with the path. */
  readonly error: string | undefined
  push(chunk: Buffer): void
  end(): void
}

export function newPacketRecord(): PacketRecord {
  return {
    bytes: Buffer.alloc(0),
    start: 0,
    end: 0,
    wireLength: 0,
    micros: 0,
    linkType: 0,
    offset: 0,
    length: 0,
    number: 0,
  }
}
