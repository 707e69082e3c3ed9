import { tcpFlags, tcpFrame, udpFrame, type End, type Frame } from './pcap-frame.ts'
import type { Random } from './random.ts'

/** What one side says in one go: `content`, filled up with zeros to `length`. */
export interface Message {
  from: 'client' | 'server'
  content: Buffer
  length: number
}

export interface TimedFrame {
  /** Epoch ms, with fractions. */
  time: number
  frame: Frame
}

export interface Course {
  client: End
  server: End
  /** Epoch ms. */
  start: number
  /** Milliseconds from the first to the last packet, at least of those that take part. */
  duration: number
  random: Random
}

/** Round trip between a VPN client and a server behind the gateway, ms. */
const roundTrip = 18
const segment = 1460
/** What a card with segmentation offload hands to the capture in one piece. */
const largeSegment = 44 * segment

const { fin, syn, rst, psh, ack } = tcpFlags

/** A whole TCP connection: handshake, messages in their order, acknowledgements, and the close by the client. */
export function* tcpFrames(course: Course, messages: readonly Message[]): Generator<TimedFrame> {
  const line = new Line(course)
  yield line.send('client', syn, true)
  yield line.send('server', syn | ack, true)
  yield line.send('client', ack)
  const pause = Math.max(0, course.duration - roundTrip * (3 + messages.length)) / (messages.length + 1)
  for (const { from, content, length } of messages) {
    line.wait(pause)
    for (let at = 0; at < length;) {
      const size = Math.min(length - at, at >= 8 * segment ? largeSegment : segment)
      const isLast = at + size === length
      yield line.send(from, ack | (isLast ? psh : 0), false, content.subarray(at, at + size), size)
      at += size
    }
    yield line.send(from === 'client' ? 'server' : 'client', ack)
  }
  line.wait(pause)
  yield line.send('client', fin | ack)
  yield line.send('server', fin | ack)
  yield line.send('client', ack)
}

export function* refusedFrames(course: Course): Generator<TimedFrame> {
  const line = new Line(course)
  yield line.send('client', syn, true)
  yield line.send('server', rst | ack)
}

/** Nobody answers; the client repeats its SYN after one and three seconds. */
export function* silentFrames(course: Course): Generator<TimedFrame> {
  const line = new Line(course)
  yield line.send('client', syn, true)
  for (const seconds of [1, 2]) {
    line.wait(seconds * 1000)
    yield line.repeat()
  }
}

/** A question and, where there is one, its answer. */
export function* udpFrames(
  course: Course,
  question: Buffer,
  answer: Buffer | undefined,
): Generator<TimedFrame> {
  const { client, server, start, random } = course
  yield { time: start, frame: udpFrame(client, server, random.int(0, 65_535), question) }
  if (answer !== undefined)
    yield { time: start + roundTrip, frame: udpFrame(server, client, random.int(0, 65_535), answer) }
}

/** The sequence numbers and the clock of one connection. */
class Line {
  readonly #course: Course
  readonly #next: Record<Message['from'], number>
  readonly #id: Record<Message['from'], number>
  #time: number
  #last: Frame | undefined
  #speaker: Message['from'] = 'client'

  constructor(course: Course) {
    const { random, start } = course
    this.#course = course
    this.#time = start
    this.#next = { client: random.int(0, 2 ** 32 - 1), server: random.int(0, 2 ** 32 - 1) }
    this.#id = { client: random.int(0, 65_535), server: random.int(0, 65_535) }
  }

  wait(ms: number): void {
    this.#time += ms
  }

  send(
    from: Message['from'],
    flags: number,
    options = false,
    content: Buffer = Buffer.alloc(0),
    length = 0,
  ): TimedFrame {
    const { client, server } = this.#course
    const other = from === 'client' ? 'server' : 'client'
    // Half a round trip to the other side, and next to nothing between packets of the same.
    this.#time += this.#last === undefined ? 0 : from === this.#speaker ? 0.1 : roundTrip / 2
    this.#speaker = from
    const header = {
      sequence: this.#next[from],
      acknowledgement: flags & ack ? this.#next[other] : 0,
      flags,
      options,
    }
    // A refusal acknowledges a SYN without having a sequence of its own.
    if (flags & rst) header.sequence = 0
    const [source, target] = from === 'client' ? [client, server] : [server, client]
    const frame = tcpFrame(source, target, this.#id[from]++, header, content, length)
    this.#next[from] = (this.#next[from] + length + (flags & (syn | fin) ? 1 : 0)) >>> 0
    this.#last = frame
    return { time: this.#time, frame }
  }

  /** The last frame once more. */
  repeat(): TimedFrame {
    return { time: this.#time, frame: this.#last ?? { bytes: Buffer.alloc(0), length: 0 } }
  }
}
