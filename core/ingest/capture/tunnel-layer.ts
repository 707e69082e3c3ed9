import { etherTypes } from './ether-types.data.ts'
import { protocols } from './ip-layer.ts'
import { readEthernet, readEtherType, readPpp } from './link-layer.ts'
import type { LinkPayload } from './link-layer.ts'
import type { Packet } from './packet.ts'

export interface Tunnel {
  /** Service of the outer flow, where there is one. */
  name: string
  payload: LinkPayload
}

/** A packet inside a packet that has no flow of its own: IP-in-IP, 6in4 and GRE. `packet.at` moves to the inner one. */
export function readIpTunnel(packet: Packet): LinkPayload | undefined {
  switch (packet.protocol) {
    case protocols.ipv4:
    case protocols.ipv6:
      return innerIp(packet) ? 'ip' : undefined
    case protocols.gre:
      return readGre(packet)
    default:
      return undefined
  }
}

/** Of tunnels whose answers come from the server's port to another. */
const serverPorts: ReadonlySet<number> = new Set([1701, 2152, 3544, 5072])

/** A packet inside a UDP datagram; `packet.at` moves to the inner one where there is one, and stays otherwise. */
export function readUdpTunnel(packet: Packet): Tunnel | undefined {
  const { destinationPort, sourcePort, at } = packet
  const tunnel =
    readByPort(packet, destinationPort) ??
    (serverPorts.has(sourcePort) ? readByPort(packet, sourcePort) : readTeredo(packet))
  if (tunnel === undefined) packet.at = at
  return tunnel
}

function readByPort(packet: Packet, port: number): Tunnel | undefined {
  switch (port) {
    case 4789:
    case 8472:
      return named('vxlan', readVxlan(packet))
    case 6081:
      return named('geneve', readGeneve(packet))
    case 2152:
      return named('gtpv1', readGtp(packet))
    case 3544:
      return readTeredo(packet)
    case 4790:
      return named('vxlan-gpe', readVxlanGpe(packet))
    case 1701:
      return named('l2tp', readL2tp(packet))
    case 5072:
      return named('ayiya', readAyiya(packet))
    case 37008:
      return named('tzsp', readTzsp(packet))
    case 4754:
      return named('gre', readGre(packet))
    default:
      return undefined
  }
}

function named(name: string, payload: LinkPayload | undefined): Tunnel | undefined {
  return payload === undefined ? undefined : { name, payload }
}

function readGre(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  if (!packet.has(4)) return undefined
  const flags = packet.u16(at)
  const version = flags & 7
  const type = packet.u16(at + 2)
  if (version > 1) return undefined
  const hasChecksum = (flags & 0xc000) !== 0
  const hasKey = (flags & 0x2000) !== 0
  const hasSequence = (flags & 0x1000) !== 0
  const hasAcknowledgement = version === 1 && (flags & 0x80) !== 0
  const header =
    4 * (1 + Number(hasChecksum) + Number(hasKey) + Number(hasSequence) + Number(hasAcknowledgement))
  if (!packet.has(header)) return undefined
  packet.at += header
  switch (type) {
    case etherTypes.transparentEthernet:
      return readEthernet(packet)
    case etherTypes.erspan2:
      // Without a sequence number it is type I, which has no header of its own.
      packet.at += hasSequence ? 8 : 0
      return readEthernet(packet)
    case etherTypes.erspan3:
      packet.at += packet.u8(packet.at + 11) & 1 ? 20 : 12
      return readEthernet(packet)
    case etherTypes.ppp:
      return readPpp(packet)
    default:
      return readEtherType(packet, type, 0)
  }
}

/** RFC 7348. */
function readVxlan(packet: Packet): LinkPayload | undefined {
  if (!packet.has(22) || (packet.u8(packet.at) & 8) === 0) return undefined
  packet.at += 8
  return readEthernet(packet)
}

/** draft-ietf-nvo3-vxlan-gpe: the fourth byte names what is inside. */
function readVxlanGpe(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  // Without the bit for it, it is plain VXLAN.
  const next = (packet.u8(at) & 4) === 0 ? 3 : packet.u8(at + 3)
  if (!packet.has(28)) return undefined
  packet.at += 8
  if (next === 3) return readEthernet(packet)
  return (next === 1 || next === 2) && innerIp(packet) ? 'ip' : 'other'
}

/** RFC 2661: data messages carry PPP; control messages nothing that is looked into. */
function readL2tp(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  const flags = packet.u16(at)
  if (!packet.has(6) || (flags & 0xf) !== 2) return undefined
  if ((flags & 0x8000) !== 0) return 'other'
  let header = 2 + ((flags & 0x4000) !== 0 ? 2 : 0) + 4 + ((flags & 0x0800) !== 0 ? 4 : 0)
  if ((flags & 0x0200) !== 0) header += 2 + packet.u16(at + header)
  if (!packet.has(header + 2)) return undefined
  packet.at += header
  return readPpp(packet)
}

/** draft-massar-v6ops-ayiya: identity and signature stand before the packet. */
function readAyiya(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  const header = 8 + (1 << (packet.u8(at) >> 4)) + (packet.u8(at + 1) >> 4) * 4
  const isForward = (packet.u8(at + 2) & 0xf) === 1
  const next = packet.u8(at + 3)
  if (!packet.has(header) || header > 300) return undefined
  packet.at += header
  if (!isForward) return 'other'
  return (next === protocols.ipv6 || next === protocols.ipv4) && innerIp(packet) ? 'ip' : 'other'
}

/** TaZmen Sniffer Protocol: tags up to the end tag, then the frame that was sniffed. */
function readTzsp(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  if (!packet.has(5) || packet.u8(at) !== 1) return undefined
  const encapsulated = packet.u16(at + 2)
  packet.at += 4
  for (let tags = 0; tags < 32 && packet.has(1); tags++) {
    const tag = packet.u8(packet.at)
    packet.at += tag < 2 ? 1 : 2 + packet.u8(packet.at + 1)
    if (tag !== 1) continue
    return encapsulated === 1 && packet.has(14) ? readEthernet(packet) : 'other'
  }
  return undefined
}

/** RFC 8926. */
function readGeneve(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  const header = 8 + (packet.u8(at) & 0x3f) * 4
  if (!packet.has(header) || packet.u8(at) >> 6 !== 0) return undefined
  const type = packet.u16(at + 2)
  packet.at += header
  return type === etherTypes.transparentEthernet ? readEthernet(packet) : readEtherType(packet, type, 0)
}

/** 3GPP TS 29.281: a G-PDU carries a user's packet. */
function readGtp(packet: Packet): LinkPayload | undefined {
  const { at } = packet
  if (!packet.has(8)) return undefined
  const flags = packet.u8(at)
  if (flags >> 4 !== 3) return undefined
  if (packet.u8(at + 1) !== 255) return 'other'
  packet.at += (flags & 7) === 0 ? 8 : 12
  let next = (flags & 4) === 0 ? 0 : packet.u8(packet.at - 1)
  while (next !== 0) {
    const length = packet.u8(packet.at) * 4
    if (length === 0 || !packet.has(length)) return undefined
    packet.at += length
    next = packet.u8(packet.at - 1)
  }
  return innerIp(packet) ? 'ip' : undefined
}

/** RFC 4380: an authentication and an origin part may stand before an IPv6 packet that fills the datagram. */
function readTeredo(packet: Packet): Tunnel | undefined {
  const { at } = packet
  if (packet.u16(at) === 1 && packet.has(13)) packet.at += 13 + packet.u8(at + 2) + packet.u8(at + 3)
  if (packet.u16(packet.at) === 0) packet.at += 8
  const isIpv6 = packet.has(40) && packet.u8(packet.at) >> 4 === 6
  const length = packet.u16(packet.at + 4) + 40
  return isIpv6 && length === packet.end - packet.at + packet.missing
    ? { name: 'teredo', payload: 'ip' }
    : undefined
}

function innerIp(packet: Packet): boolean {
  const version = packet.u8(packet.at) >> 4
  return packet.has(20) && (version === 4 || version === 6)
}
