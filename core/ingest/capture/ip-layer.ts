import { FragmentTable } from './fragment-table.ts'
import type { Packet } from './packet.ts'

export const protocols = {
  hopByHop: 0,
  icmp: 1,
  ipv4: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  routing: 43,
  fragment: 44,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  noNext: 59,
  destinationOptions: 60,
  mobility: 135,
  hip: 139,
  shim6: 140,
} as const

/** - `whole`: `packet.at` is at the payload of `packet.protocol`; `part`: waits for the other fragments. */
type IpPayload = 'whole' | 'part' | { reason: string }

const cut: IpPayload = { reason: 'the capture cut the packet inside its IP header' }
const notIp: IpPayload = { reason: 'the packet has an IP header of another version than announced' }
const wrongLength: IpPayload = { reason: 'the IP header gives a length that can not be' }

/** A length of zero is that of a jumbogram, or of a packet that the network card is yet to segment. */
const jumbo: ReadonlySet<number> = new Set([protocols.hopByHop, protocols.tcp, protocols.udp])

/** Reads IPv4 and IPv6 headers up to the transport. */
export class IpLayer {
  readonly fragments = new FragmentTable()

  read(packet: Packet): IpPayload {
    if (!packet.has(20)) return cut
    switch (packet.u8(packet.at) >> 4) {
      case 4:
        return this.#readIpv4(packet)
      case 6:
        return this.#readIpv6(packet)
      default:
        return notIp
    }
  }

  #readIpv4(packet: Packet): IpPayload {
    const { at } = packet
    const header = (packet.u8(at) & 15) * 4
    // Zero where the network card segments on its own (TSO).
    const total = packet.u16(at + 2) || packet.end - at + packet.missing
    if (header < 20 || total < header) return wrongLength
    packet.trim(total)
    if (!packet.has(header)) return cut
    packet.version = 4
    packet.addresses = at + 12
    packet.addressLength = 4
    packet.protocol = packet.u8(at + 9)
    packet.ipBytes = total
    packet.at = at + header
    const fragment = packet.u16(at + 6)
    const more = (fragment & 0x2000) !== 0
    const position = (fragment & 0x1fff) * 8
    if (!more && position === 0)
      return packet.protocol === protocols.ah ? this.#skipExtensions(packet, at) : 'whole'
    return this.#reassemble(packet, at, packet.u16(at + 4), position, more)
  }

  #readIpv6(packet: Packet): IpPayload {
    const { at } = packet
    if (!packet.has(40)) return cut
    packet.protocol = packet.u8(at + 6)
    const length = packet.u16(at + 4)
    const total = length === 0 && jumbo.has(packet.protocol) ? packet.end - at + packet.missing : length + 40
    packet.trim(total)
    packet.version = 6
    packet.addresses = at + 8
    packet.addressLength = 16
    packet.ipBytes = total
    packet.at = at + 40
    return this.#skipExtensions(packet, at)
  }

  #skipExtensions(packet: Packet, header: number): IpPayload {
    for (;;) {
      const { at } = packet
      switch (packet.protocol) {
        case protocols.hopByHop:
        case protocols.routing:
        case protocols.destinationOptions:
        case protocols.mobility:
        case protocols.hip:
        case protocols.shim6:
          if (!packet.has(8)) return cut
          packet.protocol = packet.u8(at)
          packet.at += packet.u8(at + 1) * 8 + 8
          break
        case protocols.ah:
          if (!packet.has(12)) return cut
          packet.protocol = packet.u8(at)
          packet.at += packet.u8(at + 1) * 4 + 8
          break
        case protocols.fragment: {
          if (!packet.has(8)) return cut
          packet.protocol = packet.u8(at)
          const fragment = packet.u16(at + 2)
          packet.at += 8
          const more = (fragment & 1) !== 0
          const position = fragment & 0xfff8
          if (!more && position === 0) break
          return this.#reassemble(packet, header, packet.u32(at + 4), position, more)
        }
        default:
          return packet.at > packet.end + packet.missing ? wrongLength : 'whole'
      }
    }
  }

  #reassemble(packet: Packet, header: number, id: number, position: number, more: boolean): IpPayload {
    if (packet.missing > 0) return { reason: 'the capture cut a fragment of an IP packet' }
    return this.fragments.add(packet, header, id, position, more) ? 'whole' : 'part'
  }
}
