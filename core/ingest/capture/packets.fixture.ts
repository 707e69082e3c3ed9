/** Builds small captures for tests. Checksums are left out: nobody looks at them. */
export interface Segment {
  from: string
  to: string
  sourcePort: number
  destinationPort: number
  payload?: Buffer
}

export const flags = { fin: 1, syn: 2, rst: 4, ack: 16 }

export function tcp(segment: Segment, control: number, sequence: number, acknowledgement = 0): Buffer {
  const header = Buffer.alloc(20)
  header.writeUInt16BE(segment.sourcePort, 0)
  header.writeUInt16BE(segment.destinationPort, 2)
  header.writeUInt32BE(sequence >>> 0, 4)
  header.writeUInt32BE(acknowledgement >>> 0, 8)
  header[12] = 0x50
  header[13] = control
  header.writeUInt16BE(1000, 14)
  return ip(segment, 6, Buffer.concat([header, segment.payload ?? Buffer.alloc(0)]))
}

export function udp(segment: Segment): Buffer {
  const payload = segment.payload ?? Buffer.alloc(0)
  const header = Buffer.alloc(8)
  header.writeUInt16BE(segment.sourcePort, 0)
  header.writeUInt16BE(segment.destinationPort, 2)
  header.writeUInt16BE(8 + payload.length, 4)
  return ip(segment, 17, Buffer.concat([header, payload]))
}

/** An IPv4 packet; `fragment` is the field of flags and offset. */
export function ip(
  { from, to }: Pick<Segment, 'from' | 'to'>,
  protocol: number,
  payload: Buffer,
  fragment = 0,
): Buffer {
  const header = Buffer.alloc(20)
  header[0] = 0x45
  header.writeUInt16BE(20 + payload.length, 2)
  header.writeUInt16BE(7, 4)
  header.writeUInt16BE(fragment, 6)
  header[8] = 64
  header[9] = protocol
  for (const [at, address] of [
    [12, from],
    [16, to],
  ] as const)
    for (const [i, octet] of address.split('.').entries()) header[at + i] = Number(octet)
  return Buffer.concat([header, payload])
}

export function ethernet(packet: Buffer, type = 0x0800): Buffer {
  const header = Buffer.alloc(14)
  header.writeUInt16BE(type, 12)
  return Buffer.concat([header, packet])
}

interface PcapShape {
  littleEndian?: boolean
  nanoseconds?: boolean
  linkType?: number
}

/** A pcap file of packets one second apart, the first at 2026-03-02T08:00:00Z. */
export function pcap(packets: readonly Buffer[], shape: PcapShape = {}): Buffer {
  const { littleEndian = true, nanoseconds = false, linkType = 1 } = shape
  const words = (values: readonly number[]) => {
    const bytes = Buffer.alloc(values.length * 4)
    for (const [i, value] of values.entries())
      if (littleEndian) bytes.writeUInt32LE(value, i * 4)
      else bytes.writeUInt32BE(value, i * 4)
    return bytes
  }
  const version = littleEndian ? 0x0004_0002 : 0x0002_0004
  return Buffer.concat([
    words([nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, version, 0, 0, 65_535, linkType]),
    ...packets.flatMap((packet, i) => [
      words([firstSecond + i, nanoseconds ? 500_000_000 : 500_000, packet.length, packet.length]),
      packet,
    ]),
  ])
}

export const firstSecond = Date.UTC(2026, 2, 2, 8) / 1000

/** A pcapng file of one section and interface, by Enhanced Packet Blocks. */
export function pcapng(
  packets: readonly Buffer[],
  { littleEndian = true, nanoseconds = false, linkType = 1 }: PcapShape = {},
): Buffer {
  const u16 = (value: number) => {
    const bytes = Buffer.alloc(2)
    return littleEndian ? (bytes.writeUInt16LE(value), bytes) : (bytes.writeUInt16BE(value), bytes)
  }
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4)
    return littleEndian ? (bytes.writeUInt32LE(value), bytes) : (bytes.writeUInt32BE(value), bytes)
  }
  const block = (type: number, body: Buffer) => {
    const padding = Buffer.alloc(-body.length & 3)
    const length = u32(12 + body.length + padding.length)
    return Buffer.concat([u32(type), length, body, padding, length])
  }
  const resolution = nanoseconds ? [u16(9), u16(1), Buffer.from([9, 0, 0, 0]), u16(0), u16(0)] : []
  return Buffer.concat([
    block(0x0a0d0d0a, Buffer.concat([u32(0x1a2b3c4d), u16(1), u16(0), Buffer.alloc(8, 0xff)])),
    block(1, Buffer.concat([u16(linkType), u16(0), u32(0), ...resolution])),
    block(0xbad, Buffer.from('a block that nobody knows')),
    ...packets.map((packet, i) => {
      const units = BigInt(Math.round((firstSecond + i + 0.5) * 1e6)) * (nanoseconds ? 1000n : 1n)
      const times = [u32(Number(units >> 32n)), u32(Number(units & 0xffffffffn))]
      return block(6, Buffer.concat([u32(0), ...times, u32(packet.length), u32(packet.length), packet]))
    }),
  ])
}

const client = { from: '10.0.0.5', to: '192.0.2.7', sourcePort: 50_000, destinationPort: 80 }
const server = { from: '192.0.2.7', to: '10.0.0.5', sourcePort: 80, destinationPort: 50_000 }

/** A whole HTTP connection: handshake, a request in two segments that come out of order, an answer, the close. */
export function httpConnection(): Buffer[] {
  const request = Buffer.from(
    'GET /plan.pdf?v=2 HTTP/1.1\r\nHost: files.example\r\nUser-Agent: curl/8\r\n\r\n',
  )
  const [first, second] = [request.subarray(0, 30), request.subarray(30)]
  const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  const { syn, ack, fin } = flags
  const end = 1001 + request.length
  const back = 9001 + answer.length
  return [
    tcp(client, syn, 1000),
    tcp(server, syn | ack, 9000, 1001),
    tcp(client, ack, 1001, 9001),
    tcp({ ...client, payload: second }, ack, 1031, 9001),
    tcp({ ...client, payload: first }, ack, 1001, 9001),
    tcp({ ...server, payload: answer }, ack, 9001, end),
    tcp(client, fin | ack, end, back),
    tcp(server, fin | ack, back, end + 1),
    tcp(client, ack, end + 1, back + 1),
  ].map((packet) => ethernet(packet))
}
