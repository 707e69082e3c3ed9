import { DueQueue } from './due-queue.ts'
import { Flow } from './flow.ts'
import { protocols } from './ip-layer.ts'
import { ack, syn } from './packet.ts'
import { tcpServerPorts, udpServerPorts } from './server-ports.data.ts'
import { Inspector } from './services/inspector.ts'
import { isReuse, trackSegment } from './tcp-tracker.ts'
import type { Endpoint } from './endpoint.ts'
import type { DnsMessage } from './services/dns-message.ts'
import type { Packet } from './packet.ts'
import type { SegmentSink } from './packet-decoder.ts'

interface FlowSink {
  /** A flow is over. */
  flow(flow: Flow): void
  /** A DNS question, other than the first of its flow, with its answer where there was one. */
  question(flow: Flow, message: DnsMessage): void
}

export interface FlowOptions {
  /** Flows that are followed at a time; beyond it those nearest to their timeout are ended early. Default 131,072. */
  maxFlows?: number
}

const carriesPayload: ReadonlySet<number> = new Set([
  protocols.udp,
  protocols.icmp,
  protocols.icmpv6,
  protocols.esp,
])

/** Puts segments together to flows. */
export class FlowTable implements SegmentSink {
  /** Flows ended early for want of room. */
  evicted = 0
  readonly #sink: FlowSink
  readonly #maxFlows: number
  readonly #due = new DueQueue((flow) => this.#end(flow))
  readonly #inspector: Inspector
  /** By the five-tuple of the packets an endpoint sends, so that one look-up gives flow and direction. */
  readonly #endpoints = new Map<string, Endpoint>()
  readonly #key = Buffer.alloc(40)
  #open = 0

  constructor(sink: FlowSink, { maxFlows = 131_072 }: FlowOptions = {}) {
    this.#sink = sink
    this.#maxFlows = maxFlows
    this.#inspector = new Inspector((flow, message) => sink.question(flow, message))
  }

  segment(packet: Packet, tunnel: string | undefined): void {
    this.#due.advance(packet.micros)
    const key = this.#keyOf(packet)
    let sender = this.#endpoints.get(key)
    if (sender !== undefined && isOver(sender, packet)) {
      this.#end(sender.flow)
      sender = undefined
    }
    sender ??= this.#begin(packet, key)
    const { flow } = sender
    sender.packets++
    sender.ipBytes += packet.ipBytes
    let streamOffset = 0
    if (flow.isTcp) {
      streamOffset = trackSegment(sender, packet)
      if (flow.closed > 0) this.#due.schedule(flow)
    } else this.#count(sender, packet)
    if (tunnel !== undefined) flow.service = tunnel
    else if (flow.inspecting && packet.end > packet.at) this.#inspector.inspect(sender, packet, streamOffset)
  }

  /** Ends everything: call at the end of the capture. */
  finish(): void {
    for (const { flow } of this.#endpoints.values()) this.#end(flow)
  }

  #count(sender: Endpoint, packet: Packet): void {
    const { flow } = sender
    if (packet.micros > flow.last) flow.last = packet.micros
    if (carriesPayload.has(flow.protocol)) sender.payloadBytes += packet.dataLength
    if (flow.protocol === protocols.udp && sender.packets === 1) flow.note(sender, 'D')
  }

  #begin(packet: Packet, key: string): Endpoint {
    if (this.#open >= this.#maxFlows) this.evicted += this.#due.evict()
    const flow = new Flow(packet)
    const sender = flow.originator
    const { responder } = flow
    sender.key = key
    this.#endpoints.set(key, sender)
    if (!packet.oneWay) {
      responder.key = this.#reverseKeyOf(packet)
      if (responder.key !== key) this.#endpoints.set(responder.key, responder)
    }
    this.#open++
    if (isFromServer(packet)) flow.turn()
    this.#inspector.begin(flow)
    this.#due.schedule(flow)
    return sender
  }

  #end(flow: Flow): void {
    if (flow.done) return
    flow.done = true
    this.#open--
    this.#endpoints.delete(flow.originator.key)
    this.#endpoints.delete(flow.responder.key)
    this.#due.remove(flow)
    this.#inspector.finish(flow)
    this.#sink.flow(flow)
  }

  #keyOf(packet: Packet): string {
    const key = this.#key
    const { bytes, addresses } = packet
    const length = packet.addressLength * 2
    for (let i = 0; i < length; i++) key[i] = bytes[addresses + i] ?? 0
    return this.#finishKey(length, packet.sourcePort, packet.destinationPort, packet)
  }

  #reverseKeyOf(packet: Packet): string {
    const key = this.#key
    const { bytes, addresses, addressLength } = packet
    bytes.copy(key, 0, addresses + addressLength, addresses + 2 * addressLength)
    bytes.copy(key, addressLength, addresses, addresses + addressLength)
    return this.#finishKey(addressLength * 2, packet.destinationPort, packet.sourcePort, packet)
  }

  #finishKey(at: number, from: number, to: number, { protocol, oneWay }: Packet): string {
    const key = this.#key
    key[at] = from >> 8
    key[at + 1] = from
    key[at + 2] = to >> 8
    key[at + 3] = to
    key[at + 4] = protocol
    key[at + 5] = oneWay ? 1 : 0
    return key.toString('latin1', 0, at + 6)
  }
}

function isOver(sender: Endpoint, packet: Packet): boolean {
  const { flow } = sender
  return packet.micros >= flow.expires || (flow.isTcp && isReuse(sender, packet))
}

/** The first packet seen came from the server: the capture began in the middle (Zeek's rules for turning roles). */
function isFromServer({ protocol, sourcePort, destinationPort, tcpFlags }: Packet): boolean {
  if (protocol === protocols.udp)
    return udpServerPorts.has(sourcePort) && !udpServerPorts.has(destinationPort)
  if (protocol !== protocols.tcp) return false
  if ((tcpFlags & syn) !== 0 && (tcpFlags & ack) === 0) return false
  if (!tcpServerPorts.has(sourcePort)) return false
  return !tcpServerPorts.has(destinationPort) || sourcePort < destinationPort
}
