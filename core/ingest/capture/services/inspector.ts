import { addressText } from '../address-text.ts'
import { StreamHead } from '../stream-head.ts'
import { datagramServices } from './datagram-services.ts'
import { isDnsHeader, readDns, setDns } from './dns-message.ts'
import { readDataPort } from './ftp.ts'
import { hasPort } from './service.ts'
import { streamServices } from './stream-services.ts'
import type { Endpoint } from '../endpoint.ts'
import type { Flow } from '../flow.ts'
import type { Packet } from '../packet.ts'
import type { Event } from '../../../event/event.ts'
import type { DnsMessage } from './dns-message.ts'
import type { Content } from './service.ts'

/** Packets with content that are looked into before a flow's service is given up. */
const mostPackets = 24
/** Questions of one flow that wait for their answer. */
const mostQuestions = 16
/** Data connections that FTP has announced and that have not begun. */
const mostExpected = 1024

/** Bytes of all streams' beginnings that are held at a time; beyond it streams are told by what is there. */
const mostHeld = 64 * 2 ** 20

const dnsPorts = [53, 5353, 5355]
const byProtocol = new Map(streamServices.map((service) => [service.protocol, service]))
const datagramByProtocol = new Map(datagramServices.map((service) => [service.protocol, service]))

/** Finds out from its content what a flow is, and what it says of itself. */
export class Inspector {
  readonly #onQuestion: (flow: Flow, message: DnsMessage) => void
  readonly #questions = new Map<Flow, Map<number, DnsMessage>>()
  readonly #expected = new Set<string>()
  /** Bytes of stream heads. */
  #held = 0

  constructor(onQuestion: (flow: Flow, message: DnsMessage) => void) {
    this.#onQuestion = onQuestion
  }

  begin(flow: Flow): void {
    if (flow.protocol === 50) flow.service = 'ipsec'
    if (this.#expected.size === 0 || !flow.isTcp) return
    if (this.#expected.delete(endText(flow.responder))) flow.service = 'ftp-data'
  }

  /** Looks into a payload; `offset` is its place in the stream of its sender. */
  inspect(sender: Endpoint, packet: Packet, offset: number): void {
    const { flow } = sender
    const content: Content = { bytes: packet.bytes, at: packet.at, end: packet.end, sender }
    if (flow.service === 'ftp') this.#expectData(content)
    else if (flow.service !== 'dns' && ++flow.inspected > mostPackets) return this.#stop(flow)
    if (flow.isTcp) this.#inspectStream(content, offset)
    else if (flow.protocol === 17) this.#inspectDatagram(content)
    else this.#stop(flow)
  }

  /** Tells the questions that were never answered. */
  finish(flow: Flow): void {
    this.#stop(flow)
    for (const message of this.#questions.get(flow)?.values() ?? []) this.#onQuestion(flow, message)
    this.#questions.delete(flow)
  }

  #inspectDatagram(content: Content): void {
    const { flow } = content.sender
    if (flow.service === '') {
      if (hasPort(content, 137)) return this.#nameNetbios(content)
      if (dnsPorts.some((port) => hasPort(content, port)) && this.#readDnsPort(content)) return
      const service = datagramServices.find(({ recognise }) => recognise(content))
      if (service === undefined) return void this.#readDns(content)
      flow.service = service.protocol
    }
    if (flow.service === 'dns') return void this.#readDns(content)
    const { read } = datagramByProtocol.get(flow.service) ?? {}
    if (read === undefined) return this.#stop(flow)
    read(content, fieldsOf(flow))
  }

  #readDnsPort(content: Content): boolean {
    const { bytes, at, end, sender } = content
    if (this.#readDns(content)) return true
    if (!isDnsHeader(bytes, at, end)) return false
    sender.flow.service = 'dns'
    return true
  }

  /** The first question and its answer become fields of the flow, each other question is told on its own. */
  #readDns({ bytes, at, end, sender }: Content): boolean {
    const message = readDns(bytes, at, end)
    if (message === undefined) return false
    const { flow } = sender
    flow.service = 'dns'
    const fields = fieldsOf(flow)
    const isFirst = fields['dns.id'] === undefined || fields['dns.id'] === String(message.id)
    if (isFirst) {
      if (message.isResponse || fields['dns.id'] === undefined) setDns(fields, message)
      return true
    }
    const waiting = this.#questions.get(flow) ?? new Map<number, DnsMessage>()
    if (message.isResponse) {
      waiting.delete(message.id)
      this.#onQuestion(flow, message)
      return true
    }
    this.#questions.set(flow, waiting.set(message.id, message))
    if (waiting.size > mostQuestions)
      for (const [id, oldest] of waiting) {
        waiting.delete(id)
        this.#onQuestion(flow, oldest)
        break
      }
    return true
  }

  #expectData(content: Content): void {
    const port = readDataPort(content)
    if (port === undefined || this.#expected.size >= mostExpected) return
    this.#expected.add(`${addressText(content.sender.address)} ${port}`)
  }

  #inspectStream(content: Content, offset: number): void {
    const { sender, bytes, at, end } = content
    if (sender.settled || offset < 0) return
    if (sender.head === undefined && offset === 0 && !examine(content)) return this.#settle(sender)
    sender.head ??= new StreamHead()
    const { head } = sender
    this.#held -= head.size
    const grown = head.add(offset, bytes.subarray(at, end))
    this.#held += head.size
    if (this.#held > mostHeld) return this.#settle(sender)
    if (!grown) return
    const whole: Content = { bytes: head.bytes, at: 0, end: head.bytes.length, sender }
    if (!examine(whole) || head.full) this.#settle(sender)
  }

  #settle(sender: Endpoint): void {
    sender.settled = true
    this.#release(sender)
    const { flow, peer } = sender
    if (peer.settled && flow.service !== 'ftp') flow.inspecting = false
  }

  #stop(flow: Flow): void {
    flow.inspecting = false
    this.#release(flow.originator)
    this.#release(flow.responder)
  }

  #release(endpoint: Endpoint): void {
    this.#held -= endpoint.head?.size ?? 0
    endpoint.head = undefined
  }

  /** Its names are encoded and no host names of DNS. */
  #nameNetbios({ bytes, at, end, sender }: Content): void {
    if (readDns(bytes, at, end) !== undefined) sender.flow.service = 'netbios-ns'
    this.#stop(sender.flow)
  }
}

/** Whether more of this side is wanted. */
function examine(content: Content): boolean {
  const { flow } = content.sender
  if (flow.service === '') {
    let isOpen = false
    for (const { protocol, recognise } of streamServices) {
      const recognised = recognise(content)
      if (recognised === true) {
        flow.service = protocol
        break
      }
      isOpen ||= recognised === undefined
    }
    if (flow.service === '') return isOpen
  }
  return byProtocol.get(flow.service)?.read?.(content, fieldsOf(flow)) ?? false
}

function fieldsOf(flow: Flow): Event {
  return (flow.fields ??= { '@timestamp': flow.start / 1000 })
}

function endText({ address, port }: Endpoint): string {
  return `${addressText(address)} ${port}`
}
