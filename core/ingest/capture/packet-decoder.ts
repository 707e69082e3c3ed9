import { IpLayer, protocols } from './ip-layer.ts'
import { readLinkLayer } from './link-layer.ts'
import { Packet } from './packet.ts'
import { readTransport } from './transport-layer.ts'
import { readIpTunnel, readUdpTunnel } from './tunnel-layer.ts'
import type { LinkPayload } from './link-layer.ts'
import type { PacketRecord } from './packet-record.ts'

/** Told of every transport segment, of a tunnel before what is inside it. */
export interface SegmentSink {
  segment(packet: Packet, tunnel: string | undefined): void
}

/**
 * - `ip`: it became a segment (or a fragment of one)
 * - `other`: another network protocol, such as ARP
 * - `unsupported`: a link type that can't be read
 */
export type Decoded = 'ip' | 'other' | 'unsupported' | { reason: string }

const mostTunnels = 4

/** Takes packets apart down to their transport, tunnels included. */
export class PacketDecoder {
  readonly #packet = new Packet()
  readonly #ip = new IpLayer()
  readonly #sink: SegmentSink

  constructor(sink: SegmentSink) {
    this.#sink = sink
  }

  /** IP packets of which fragments never came. */
  get incomplete(): number {
    return this.#ip.fragments.incomplete
  }

  /** EtherType of the packet decoded last, where it is one that nobody reads; else 0. */
  get unopened(): number {
    return this.#packet.unopened
  }

  finish(): void {
    this.#ip.fragments.finish()
  }

  decode(record: PacketRecord): Decoded {
    const packet = this.#packet
    packet.load(record)
    return this.#network(packet, readLinkLayer(packet, record.linkType))
  }

  #network(packet: Packet, payload: LinkPayload): Decoded {
    if (payload !== 'ip') return payload
    const read = this.#ip.read(packet)
    if (read === 'part') return 'ip'
    if (read !== 'whole') return read
    if (packet.depth < mostTunnels) {
      const inner = readIpTunnel(packet)
      if (inner !== undefined) return this.#inner(packet, inner)
    }
    const reason = readTransport(packet)
    if (reason !== undefined) return { reason }
    return this.#transport(packet)
  }

  #transport(packet: Packet): Decoded {
    if (packet.protocol !== protocols.udp || packet.depth >= mostTunnels) {
      this.#sink.segment(packet, undefined)
      return 'ip'
    }
    const { at, vlan, end, missing } = packet
    const tunnel = readUdpTunnel(packet)
    const inside = packet.at
    packet.at = at
    packet.vlan = vlan
    this.#sink.segment(packet, tunnel?.name)
    if (tunnel?.payload !== 'ip') return 'ip'
    packet.at = inside
    packet.end = end
    packet.missing = missing
    // What is wrong inside does not make the outer packet unreadable.
    this.#inner(packet, 'ip')
    return 'ip'
  }

  #inner(packet: Packet, payload: LinkPayload): Decoded {
    packet.depth++
    return this.#network(packet, payload)
  }
}
