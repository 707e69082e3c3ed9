import { Endpoint } from './endpoint.ts'
import type { Packet } from './packet.ts'
import type { Event } from '../../event/event.ts'

/** Seconds without a packet after which a flow is over, as Zeek's inactivity timeouts and dns_session_timeout. */
const timeouts = { tcp: 300, tcpHandshake: 60, dns: 10, other: 60 }
/** Seconds that retransmissions of a closed connection still belong to it (Zeek's tcp_close_delay). */
const closeDelay = 5
/** Seconds after which an unanswered SYN is an attempt of its own (Zeek's tcp_attempt_delay). */
const attemptDelay = 5
const micros = 1e6

/** A conversation of two endpoints, in both directions. */
export class Flow {
  readonly protocol: number
  readonly version: 4 | 6
  readonly vlan: number
  /** Place of the first packet's record. */
  readonly offset: number
  readonly length: number
  readonly number: number
  /** Epoch microseconds. */
  readonly start: number
  /** Time of the last packet that counts towards the duration. */
  last: number
  originator: Endpoint
  responder: Endpoint
  /** As Zeek's: upper case letters are the originator's, `^` says that the roles were turned. */
  history = ''
  /** When the first SYN was sent; 0 where none was seen. */
  attempted = 0
  /** When both sides had closed; 0 before. */
  closed = 0
  /** One side was beyond the handshake at some time. */
  established = false
  /** ECS `network.protocol`; '' until known. */
  service = ''
  /** What the content told. */
  fields: Event | undefined
  /** Packets that were looked into in vain, and whether that goes on. */
  inspected = 0
  inspecting = true
  done = false
  /** Second in which its timeout is looked at. */
  dueAt = 0

  constructor(packet: Packet) {
    this.protocol = packet.protocol
    this.version = packet.version
    this.vlan = packet.vlan
    this.offset = packet.offset
    this.length = packet.length
    this.number = packet.number
    this.start = packet.micros
    this.last = packet.micros
    this.originator = new Endpoint(this, packet, 'source')
    this.responder = new Endpoint(this, packet, 'destination')
    this.originator.peer = this.responder
    this.responder.peer = this.originator
  }

  get isTcp(): boolean {
    return this.protocol === 6
  }

  /** A SYN that nobody has answered. */
  get isAttempt(): boolean {
    const { state } = this.originator
    return (
      this.attempted > 0 &&
      (state === 'syn-sent' || state === 'syn-ack-sent') &&
      this.responder.state === 'inactive'
    )
  }

  /** Epoch microseconds. */
  get expires(): number {
    if (this.closed > 0) return this.closed + closeDelay * micros
    if (this.isAttempt) return this.attempted + attemptDelay * micros
    return this.last + this.#timeout * micros
  }

  get #timeout(): number {
    if (this.isTcp) return this.established ? timeouts.tcp : timeouts.tcpHandshake
    return this.service === 'dns' ? timeouts.dns : timeouts.other
  }

  /** The originator turned out to be the responder. */
  turn(): void {
    const { originator } = this
    this.originator = this.responder
    this.responder = originator
    this.history += '^'
  }

  /** Adds a letter of an endpoint. */
  note(endpoint: Endpoint, letter: string): void {
    this.history += endpoint === this.originator ? letter : letter.toLowerCase()
  }
}
