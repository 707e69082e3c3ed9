import type { SegmentSink } from '../packet-decoder.ts'
import { PacketDecoder } from '../packet-decoder.ts'
import type { Packet } from '../packet.ts'
import { addressText } from '../address-text.ts'
import { newPacketRecord } from '../packet-record.ts'
import { exportedEvent } from './exported-flow.ts'
import type { OnExported } from './export-reader.ts'

const mostSamples = 200
const mostRecords = 50
const flowSample = 1
const expandedFlowSample = 3
const rawHeader = 1
/** Of the raw header: link type by sFlow's protocol number. */
const linkTypes: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [11, 101],
  [12, 101],
])

/** sFlow 5 (https://sflow.org/sflow_version_5.txt): packets that were sampled, one in `rate`. Each stands for so many. */
export class SflowReader implements SegmentSink {
  readonly #decoder = new PacketDecoder(this)
  #onFlow: OnExported = () => undefined
  #rate = 1
  #length = 0

  read(bytes: Buffer, time: number, onFlow: OnExported): void {
    this.#onFlow = (event) => {
      event['@timestamp'] = time
      event['event.start'] = event['event.end'] = time
      onFlow(event)
    }
    const agent = bytes.readUInt32BE(4) === 2 ? 16 : 4
    let at = 8 + agent + 12
    if (bytes.length < at + 4) return
    const count = Math.min(bytes.readUInt32BE(at), mostSamples)
    at += 4
    for (let i = 0; i < count && at + 8 <= bytes.length; i++) {
      const format = bytes.readUInt32BE(at)
      const length = bytes.readUInt32BE(at + 4)
      if (at + 8 + length > bytes.length) return
      const sample = bytes.subarray(at + 8, at + 8 + length)
      if (format === flowSample && length >= 32) this.#readSample(sample, 8, 28)
      else if (format === expandedFlowSample && length >= 44) this.#readSample(sample, 12, 40)
      at += 8 + length
    }
  }

  /** `rateAt` is where the sampling rate stands, `countAt` where the number of records does. */
  #readSample(sample: Buffer, rateAt: number, countAt: number): void {
    this.#rate = Math.max(1, sample.readUInt32BE(rateAt))
    const count = Math.min(sample.readUInt32BE(countAt), mostRecords)
    let at = countAt + 4
    for (let i = 0; i < count && at + 8 <= sample.length; i++) {
      const format = sample.readUInt32BE(at)
      const length = sample.readUInt32BE(at + 4)
      if (at + 8 + length > sample.length) return
      if (format === rawHeader && length >= 16) this.#readHeader(sample.subarray(at + 8, at + 8 + length))
      at += 8 + length
    }
  }

  #readHeader(record: Buffer): void {
    const linkType = linkTypes.get(record.readUInt32BE(0))
    const header = Math.min(record.readUInt32BE(12), record.length - 16)
    if (linkType === undefined) return
    this.#length = record.readUInt32BE(4)
    const packet = newPacketRecord()
    packet.bytes = record
    packet.start = 16
    packet.end = 16 + header
    packet.wireLength = Math.max(header, this.#length - record.readUInt32BE(8))
    packet.linkType = linkType
    this.#decoder.decode(packet)
  }

  segment(packet: Packet, tunnel: string | undefined): void {
    // What is inside of a tunnel is the same packet.
    if (tunnel !== undefined || packet.depth > 0) return
    const { bytes, addresses, addressLength } = packet
    this.#onFlow(
      exportedEvent({
        kind: 'sflow',
        source: addressText(bytes.subarray(addresses, addresses + addressLength)),
        destination: addressText(bytes.subarray(addresses + addressLength, addresses + 2 * addressLength)),
        sourcePort: packet.sourcePort,
        destinationPort: packet.destinationPort,
        protocol: packet.protocol,
        bytes: this.#length * this.#rate,
        packets: this.#rate,
        start: 0,
        end: 0,
      }),
    )
  }
}
