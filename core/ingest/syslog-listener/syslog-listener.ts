import { appendBatch, emptyBatch, type EventBatch } from '../event-batch.ts'
import type { SourceReport } from '../import-report.ts'
import { LiveDecoder } from '../live-decoder.ts'
import type { LiveSource } from '../live-source.ts'
import { addMessageLine } from '../message-line.ts'
import type { FormatOptions } from '../open-format.ts'
import { unreadReport } from '../source-tally.ts'
import { overlongCharacters, type LineBatch } from '../sources/line-splitter.ts'
import type { Pace } from '../sources/pace.ts'
import { explainPort } from './explain-port.ts'
import { Inbox, type Message } from './inbox.ts'
import { formatListenAddress, isLoopback, type ListenAddress } from './listen-address.ts'
import type { Port } from './port.ts'
import { Remarks } from './remarks.ts'
import { openStreamPort, type ListenerTls } from './stream-port.ts'
import { openUdpPort } from './udp-port.ts'

/** How often senders are looked at that have records waiting for more of them, ms (ours). */
const lookMs = 250
/** So long they wait at most, ms (ours): the wait is part of the time to an alert. */
const longestWaitMs = 500
/** Senders that are told apart; each may hold a sample and a window of lines. All others are read as one (ours). */
const mostSenders = 256

interface SyslogListenerOptions extends FormatOptions {
  address: ListenAddress
  tls?: ListenerTls | undefined
  signal: AbortSignal
  pace: Pace
  /** Told once of each thing that is noticed, the opening of the port first. */
  onRemark?: ((remark: string) => void) | undefined
  /** Told where the port is, when it is open. */
  onOpen?: ((address: ListenAddress) => void) | undefined
}

interface Sender {
  name: string
  decoder: LiveDecoder
  /** Messages and bytes so far: the place of the next one. */
  messages: number
  bytes: number
  /** Since when records wait for more, epoch ms by the pace. */
  waiting: number | undefined
}

/**
 * Messages of syslog senders, as they come to a port; the format is found for each sender. A port can't be read again: what was not committed
 * when the process was killed is lost, unless its sender sends it again.
 */
export class SyslogListener implements LiveSource {
  readonly #options: SyslogListenerOptions
  readonly #inbox = new Inbox()
  readonly #remarks: Remarks
  readonly #senders = new Map<string, Sender>()
  /** As it was asked for, and once it is open as it is. */
  #name: string
  #losses: string[] = []

  constructor(options: SyslogListenerOptions) {
    this.#options = options
    this.#name = formatListenAddress(options.address)
    this.#remarks = new Remarks((remark) => options.onRemark?.(`${this.#name}: ${remark}`))
  }

  /** One of the port, where there is something to say of it, and one a sender. */
  reports(): SourceReport[] {
    const notes = [...this.#losses, ...this.#remarks.list()]
    const port = notes.length > 0 ? [{ ...unreadReport(this.#name, ''), error: undefined, notes }] : []
    return [...port, ...Array.from(this.#senders.values(), ({ decoder }) => decoder.report())]
  }

  /** @throws Error, a sentence, where the port can't be opened */
  async *[Symbol.asyncIterator](): AsyncGenerator<EventBatch> {
    const { signal, pace } = this.#options
    const port = await this.#open()
    try {
      while (!signal.aborted) {
        const quiet = new AbortController()
        const idle = pace.wait(lookMs, AbortSignal.any([quiet.signal, signal]))
        await Promise.race([this.#inbox.arrival(), idle])
        quiet.abort()
        yield this.#decode(this.#inbox.take())
        yield this.#rest(pace.now() - longestWaitMs)
      }
    } finally {
      this.#losses = await port.losses()
      await port.close()
    }
    // What has come is taken in, though nobody listens any more.
    yield this.#decode(this.#inbox.take())
    yield this.#rest(Infinity)
  }

  async #open(): Promise<Port> {
    const { address, tls, onRemark, onOpen } = this.#options
    const options = { address, inbox: this.#inbox, remarks: this.#remarks }
    try {
      const port = await (address.transport === 'udp' ? openUdpPort(options) : openStreamPort(options, tls))
      this.#inbox.onRoom = () => port.resume()
      this.#name = formatListenAddress(port.address)
      const reach = isLoopback(address) ? 'from this machine alone' : 'from whoever reaches this machine'
      onRemark?.(`Listening for syslog at ${this.#name}, ${reach}.`)
      onOpen?.(port.address)
      return port
    } catch (error) {
      throw new Error(explainPort(error, address), { cause: error })
    }
  }

  /** In the order in which they came. */
  #decode(messages: readonly Message[]): EventBatch {
    const batch = emptyBatch()
    for (let from = 0; from < messages.length;) {
      const sender = this.#senderOf(messages[from]?.sender ?? '')
      const lines: LineBatch = {
        texts: [],
        offsets: [],
        lengths: [],
        firstLine: sender.messages + 1,
        overlong: [],
      }
      for (; from < messages.length; from++) {
        const message = messages[from]
        if (!message || this.#senderOf(message.sender) !== sender) break
        addMessage(lines, sender, message)
      }
      appendBatch(batch, sender.decoder.push(lines, sender.name))
      sender.waiting = sender.decoder.isHolding ? (sender.waiting ?? this.#options.pace.now()) : undefined
    }
    return batch
  }

  /** What waits since then or longer. */
  #rest(since: number): EventBatch {
    const batch = emptyBatch()
    for (const sender of this.#senders.values()) {
      if (sender.waiting === undefined || sender.waiting > since) continue
      appendBatch(batch, sender.decoder.rest())
      sender.waiting = undefined
    }
    return batch
  }

  #senderOf(address: string): Sender {
    const known = this.#senders.get(address)
    if (known) return known
    const isFull = this.#senders.size >= mostSenders
    const key = isFull ? others : address
    const there = this.#senders.get(key)
    if (there) return there
    if (isFull)
      this.#remarks.add(`more than ${mostSenders} senders: the formats of further ones are found together`)
    const name = `syslog:${this.#name}/${key}`
    const decoder = new LiveDecoder(name, this.#options)
    const sender = { name, decoder, messages: 0, bytes: 0, waiting: undefined }
    this.#senders.set(key, sender)
    return sender
  }
}

const others = 'others'

function addMessage(lines: LineBatch, sender: Sender, { bytes, isOverlong }: Message): void {
  addMessageLine(lines, sender.bytes, bytes)
  if (isOverlong) {
    const last = lines.texts.length - 1
    lines.texts[last] = lines.texts[last]?.slice(0, overlongCharacters) ?? ''
    lines.overlong.push(last)
  }
  sender.messages += 1
  sender.bytes += bytes.length
}
