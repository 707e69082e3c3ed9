import { icmpCounterparts, icmpv6Counterparts } from './icmp-types.data.ts'
import { protocols } from './ip-layer.ts'
import type { Packet } from './packet.ts'

/** undefined: read; a string says why it can't be. */
export function readTransport(packet: Packet): string | undefined {
  packet.oneWay = false
  packet.tcpFlags = 0
  switch (packet.protocol) {
    case protocols.tcp:
      return readTcp(packet)
    case protocols.udp:
      return readUdp(packet)
    case protocols.icmp:
      return readIcmp(packet, icmpCounterparts)
    case protocols.icmpv6:
      return readIcmp(packet, icmpv6Counterparts)
    default:
      packet.sourcePort = 0
      packet.destinationPort = 0
      packet.dataLength = packet.end - packet.at + packet.missing
      return undefined
  }
}

function readTcp(packet: Packet): string | undefined {
  const { at } = packet
  if (!packet.has(20)) return 'the capture cut the packet inside its TCP header'
  const header = (packet.u8(at + 12) >> 4) * 4
  const length = packet.end - at + packet.missing
  if (header < 20 || header > length) return 'the TCP header gives a length that can not be'
  packet.sourcePort = packet.u16(at)
  packet.destinationPort = packet.u16(at + 2)
  packet.sequence = packet.u32(at + 4)
  packet.acknowledgement = packet.u32(at + 8)
  packet.tcpFlags = packet.u8(at + 13)
  packet.window = packet.u16(at + 14)
  packet.dataLength = length - header
  packet.at = Math.min(packet.end, at + header)
  return undefined
}

function readUdp(packet: Packet): string | undefined {
  const { at } = packet
  if (!packet.has(8)) return 'the capture cut the packet inside its UDP header'
  const available = packet.end - at + packet.missing
  // Zero where the network card cuts datagrams on its own (UFO).
  const length = packet.u16(at + 4) || available
  if (length < 8) return 'the UDP header gives a length that can not be'
  packet.sourcePort = packet.u16(at)
  packet.destinationPort = packet.u16(at + 2)
  packet.dataLength = length - 8
  if (length <= available) packet.trim(length)
  packet.at = at + 8
  return undefined
}

/** Ports are, as in Zeek, the type and the type of its answer; of a message without an answer, type and code. */
function readIcmp(packet: Packet, counterparts: ReadonlyMap<number, number>): string | undefined {
  const { at } = packet
  if (!packet.has(8)) return 'the capture cut the packet inside its ICMP header'
  const type = packet.u8(at)
  const answer = counterparts.get(type)
  packet.oneWay = answer === undefined
  packet.sourcePort = type
  packet.destinationPort = answer ?? packet.u8(at + 1)
  packet.dataLength = packet.end - at + packet.missing - 8
  packet.at = at + 8
  return undefined
}
