/** One end of a conversation. */
export interface End {
  ip: string
  port: number
}

interface TcpHeader {
  sequence: number
  acknowledgement: number
  flags: number
  /** Of the SYN: offers what today's stacks offer. */
  options: boolean
}

/** A frame as it is captured: `bytes` may be only the beginning of `length` bytes on the wire. */
export interface Frame {
  bytes: Buffer
  length: number
}

export const tcpFlags = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16 } as const

/** Bytes of a frame that are captured; whole segments fit. */
export const snapLength = 1514

const ethernet = 14
const ipv4 = 20
/** Maximum segment size 1460, SACK permitted, window scale 7. */
const synOptions = Buffer.from('020405b40101040201030307', 'hex')

/** A TCP segment whose payload is `content`, filled up with zeros to `length`. */
export function tcpFrame(
  from: End,
  to: End,
  id: number,
  header: TcpHeader,
  content: Buffer,
  length: number,
): Frame {
  const head = 20 + (header.options ? synOptions.length : 0)
  const frame = ipFrame(from, to, id, 6, head + length, head, content)
  const at = ethernet + ipv4
  frame.writeUInt16BE(from.port, at)
  frame.writeUInt16BE(to.port, at + 2)
  frame.writeUInt32BE(header.sequence >>> 0, at + 4)
  frame.writeUInt32BE(header.acknowledgement >>> 0, at + 8)
  frame[at + 12] = (head / 4) << 4
  frame[at + 13] = header.flags
  frame.writeUInt16BE(header.flags & tcpFlags.rst ? 0 : 64_240, at + 14)
  if (header.options) synOptions.copy(frame, at + 20)
  frame.writeUInt16BE(transportChecksum(frame, 6, head + length), at + 16)
  return cut(frame, ethernet + ipv4 + head + length)
}

export function udpFrame(from: End, to: End, id: number, content: Buffer): Frame {
  const length = 8 + content.length
  const frame = ipFrame(from, to, id, 17, length, 8, content)
  const at = ethernet + ipv4
  frame.writeUInt16BE(from.port, at)
  frame.writeUInt16BE(to.port, at + 2)
  frame.writeUInt16BE(length, at + 4)
  // Zero would say that there is none.
  frame.writeUInt16BE(transportChecksum(frame, 17, length) || 0xffff, at + 6)
  return cut(frame, frame.length)
}

/** Ethernet and IPv4 headers before `head` empty bytes and the content. */
function ipFrame(
  from: End,
  to: End,
  id: number,
  protocol: number,
  length: number,
  head: number,
  content: Buffer,
): Buffer {
  const frame = Buffer.alloc(ethernet + ipv4 + head + content.length)
  writeMac(frame, 0, to.ip)
  writeMac(frame, 6, from.ip)
  frame.writeUInt16BE(0x0800, 12)
  const at = ethernet
  frame[at] = 0x45
  frame.writeUInt16BE(ipv4 + length, at + 2)
  frame.writeUInt16BE(id & 0xffff, at + 4)
  frame.writeUInt16BE(0x4000, at + 6)
  frame[at + 8] = 64
  frame[at + 9] = protocol
  writeIp(frame, at + 12, from.ip)
  writeIp(frame, at + 16, to.ip)
  frame.writeUInt16BE(fold(sum(frame, at, at + ipv4)), at + 10)
  content.copy(frame, at + ipv4 + head)
  return frame
}

function cut(frame: Buffer, length: number): Frame {
  return { bytes: frame.subarray(0, snapLength), length }
}

/** Over the pseudo header, the header and the content; the zeros behind it add nothing. */
function transportChecksum(frame: Buffer, protocol: number, length: number): number {
  return fold(sum(frame, ethernet + 12, frame.length) + protocol + length)
}

/** Of 16-bit words; a last odd byte is the upper half of one. */
function sum(bytes: Buffer, from: number, to: number): number {
  let total = 0
  for (let i = from; i + 1 < to; i += 2) total += bytes.readUInt16BE(i)
  return (to - from) % 2 === 0 ? total : total + ((bytes[to - 1] ?? 0) << 8)
}

function fold(total: number): number {
  let rest = total
  while (rest > 0xffff) rest = (rest & 0xffff) + Math.floor(rest / 0x10000)
  return ~rest & 0xffff
}

/** Locally administered, and the address itself. */
function writeMac(frame: Buffer, at: number, ip: string): void {
  frame[at] = 2
  writeIp(frame, at + 2, ip)
}

function writeIp(frame: Buffer, at: number, ip: string): void {
  for (const [i, octet] of ip.split('.').entries()) frame[at + i] = Number(octet)
}
