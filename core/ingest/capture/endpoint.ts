import type { Flow } from './flow.ts'
import type { Packet } from './packet.ts'
import type { StreamHead } from './stream-head.ts'

type TcpState = 'inactive' | 'syn-sent' | 'syn-ack-sent' | 'partial' | 'established' | 'closed' | 'reset'

/** One side of a flow. Sequence numbers are relative to its SYN, which has number 0. */
export class Endpoint {
  readonly flow: Flow
  /** Key under which packets of this endpoint find it. */
  key = ''
  peer: Endpoint
  readonly address: Buffer
  readonly port: number
  packets = 0
  /** Of IP packets, headers included. */
  ipBytes = 0
  /** Payload of everything but TCP, which counts by sequence numbers. */
  payloadBytes = 0
  state: TcpState = 'inactive'
  previousState: TcpState = 'inactive'
  firstSequence = 0
  /** One past the last byte sent, and acknowledged by the peer. */
  sent = 0
  acknowledged = 0
  fins = 0
  didClose = false
  /** Bits of `seen` letters, and what tells a repetition from a retransmission. */
  letters = 0
  lastSyn = 0
  lastFin = 0
  lastReset = 0
  retransmissions = 0
  zeroWindows = 0
  /** Begin of its byte stream, while that is looked into. */
  head: StreamHead | undefined
  /** Its stream has told what it can. */
  settled = false
  /** A service that datagrams have hinted at, and how many did in a row. */
  hint = ''
  hints = 0

  constructor(flow: Flow, packet: Packet, side: 'source' | 'destination') {
    this.flow = flow
    this.peer = this
    const { bytes, addresses, addressLength } = packet
    const at = side === 'source' ? addresses : addresses + addressLength
    this.address = Buffer.from(bytes.subarray(at, at + addressLength))
    this.port = side === 'source' ? packet.sourcePort : packet.destinationPort
  }

  get isOriginator(): boolean {
    return this.flow.originator === this
  }

  setState(state: TcpState): void {
    if (state === this.state) return
    if (!isHandshake(state)) this.flow.established = true
    this.previousState = this.state
    this.state = state
  }

  /** Payload bytes: what was sent or acknowledged, without the numbers of SYN and FIN. */
  get size(): number {
    if (!this.flow.isTcp) return this.payloadBytes
    const discovered =
      this.previousState === 'syn-sent' &&
      this.state === 'reset' &&
      this.peer.state === 'inactive' &&
      this.acknowledged > 1
    if (discovered) return 0
    const top = Math.max(this.sent, this.acknowledged)
    return Math.max(0, top - 1 - (this.fins > 0 && top > 1 ? 1 : 0))
  }
}

function isHandshake(state: TcpState): boolean {
  return state === 'inactive' || state === 'syn-sent' || state === 'syn-ack-sent'
}
