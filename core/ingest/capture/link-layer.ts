import { etherTypes as types, tagLengths } from './ether-types.data.ts'
import type { Packet } from './packet.ts'

/** What follows the link layer. A string says why the packet can't be read. */
export type LinkPayload = 'ip' | 'other' | 'unsupported' | { reason: string }

const cut: LinkPayload = { reason: 'the capture cut the packet inside its link layer header' }
const deep: LinkPayload = { reason: 'link layer headers are nested too deeply' }

/** VLAN tags, labels and encapsulations in one another. */
const mostHeaders = 16

/** Moves `packet.at` to the IP header. */
export function readLinkLayer(packet: Packet, linkType: number): LinkPayload {
  switch (linkType) {
    case 1:
      return readEthernet(packet)
    case 0:
    case 108:
      return skipTo(packet, 4, ipByVersion)
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return ipByVersion(packet)
    case 9:
    case 50:
      return readPpp(packet)
    case 166:
    case 204:
      return skipTo(packet, 1, readPpp)
    case 51:
      return skipTo(packet, 6, readPppProtocol)
    case 104:
      return packet.has(4) ? readEtherType(packet, packet.u16(packet.at + 2), 4) : cut
    case 113:
      return packet.has(16) ? readEtherType(packet, packet.u16(packet.at + 14), 16) : cut
    case 276:
      return packet.has(20) ? readEtherType(packet, packet.u16(packet.at), 20) : cut
    case 239:
      return readNetfilterLog(packet)
    default:
      return 'unsupported'
  }
}

export function readEthernet(packet: Packet): LinkPayload {
  return packet.has(14) ? readEtherType(packet, packet.u16(packet.at + 12), 14) : cut
}

/** A payload of this EtherType, `header` bytes on. */
export function readEtherType(packet: Packet, etherType: number, header: number): LinkPayload {
  let type = etherType
  packet.at += header
  for (let headers = 0; headers < mostHeaders; headers++) {
    const { at } = packet
    switch (type) {
      case types.ipv4:
      case types.ipv6:
        return 'ip'
      case types.vlan:
      case types.serviceVlan:
      case types.oldServiceVlan:
      case types.otherServiceVlan:
        if (!packet.has(4)) return cut
        packet.vlan = packet.u16(at) & 0xfff
        type = packet.u16(at + 2)
        packet.at += 4
        break
      case types.mpls:
      case types.mplsMulticast:
        return readMpls(packet)
      case types.pppoe:
        return skipTo(packet, 6, readPppProtocol)
      default: {
        const tag = tagLengths.get(type)
        if (tag !== undefined) {
          if (!packet.has(tag)) return cut
          type = packet.u16(at + tag - 2)
          packet.at += tag
          break
        }
        if (type > 1500) {
          packet.unopened = type
          return 'other'
        }
        // IEEE 802.3: a length, then LLC; only SNAP tells an EtherType.
        if (!packet.has(8) || packet.u16(at) !== 0xaaaa) return 'other'
        type = packet.u16(at + 6)
        packet.at += 8
      }
    }
  }
  return deep
}

function readMpls(packet: Packet): LinkPayload {
  for (let labels = 0; labels < mostHeaders; labels++) {
    if (!packet.has(4)) return cut
    const isLast = (packet.u8(packet.at + 2) & 1) === 1
    packet.at += 4
    if (!isLast) continue
    const nibble = packet.u8(packet.at) >> 4
    if (nibble === 4 || nibble === 6) return 'ip'
    // A pseudowire: control word, then an Ethernet frame.
    return nibble === 0 ? skipTo(packet, 4, readEthernet) : 'other'
  }
  return deep
}

export function readPpp(packet: Packet): LinkPayload {
  if (packet.has(2) && packet.u16(packet.at) === 0xff03) packet.at += 2
  return readPppProtocol(packet)
}

/** A PPP protocol of one or two bytes. */
function readPppProtocol(packet: Packet): LinkPayload {
  if (!packet.has(2)) return cut
  const first = packet.u8(packet.at)
  const isShort = (first & 1) === 1
  const protocol = isShort ? first : packet.u16(packet.at)
  packet.at += isShort ? 1 : 2
  if (protocol === 0x21 || protocol === 0x57) return 'ip'
  return protocol === 0x0281 ? readMpls(packet) : 'other'
}

/** Attributes of type and length; the payload is one of them. */
function readNetfilterLog(packet: Packet): LinkPayload {
  packet.at += 4
  while (packet.has(4)) {
    // Written in the byte order of the machine, which today is little-endian.
    const length = packet.u8(packet.at) | (packet.u8(packet.at + 1) << 8)
    const type = packet.u8(packet.at + 2) | (packet.u8(packet.at + 3) << 8)
    if (length < 4) break
    if (type === 9) {
      packet.at += 4
      return ipByVersion(packet)
    }
    packet.at += length + (-length & 3)
  }
  return cut
}

function ipByVersion(packet: Packet): LinkPayload {
  if (!packet.has(1)) return cut
  const version = packet.u8(packet.at) >> 4
  return version === 4 || version === 6 ? 'ip' : 'other'
}

function skipTo(packet: Packet, count: number, read: (packet: Packet) => LinkPayload): LinkPayload {
  if (!packet.has(count)) return cut
  packet.at += count
  return read(packet)
}
