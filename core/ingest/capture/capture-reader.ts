import { emptyBatch } from '../event-batch.ts'
import { RunReader, type ByteRun } from '../run-reader.ts'
import { newOutcome } from '../sources/read-outcome.ts'
import { CaptureTally } from './capture-tally.ts'
import { ExportReader } from './flow-exports/export-reader.ts'
import { FlowTable } from './flow-table.ts'
import { flowEvent, flowText, questionEvent } from './flow-event.ts'
import { PacketDecoder } from './packet-decoder.ts'
import { PcapParser } from './pcap-parser.ts'
import { isPcapng, PcapngParser } from './pcapng-parser.ts'
import type { Event } from '../../event/event.ts'
import type { EventBatch } from '../event-batch.ts'
import type { SourceReport } from '../import-report.ts'
import type { ByteOptions } from '../sources/read-bytes.ts'
import type { Source } from '../sources/list-sources.ts'
import type { FlowOptions } from './flow-table.ts'
import type { Flow } from './flow.ts'
import type { CaptureParser, OnPacket, PacketRecord } from './packet-record.ts'

export interface CaptureOptions extends ByteOptions, FlowOptions {}

/** The flows of one packet capture, each when it is over. */
export class CaptureReader extends RunReader {
  constructor(source: Source, options: CaptureOptions = {}) {
    super(source, options, () => new CaptureRun(source, options))
  }
}

/** One reading of a capture. */
class CaptureRun implements ByteRun {
  readonly outcome = newOutcome()
  readonly #source: Source
  readonly #table: FlowTable
  readonly #decoder: PacketDecoder
  readonly #exports = new ExportReader()
  #parser: CaptureParser | undefined
  #tally: CaptureTally
  #batch = emptyBatch()
  #consumed = 0

  constructor(source: Source, options: FlowOptions) {
    this.#source = source
    this.#tally = new CaptureTally(source, this.outcome, 'pcap')
    this.#table = new FlowTable(
      {
        flow: (flow) => {
          const event = flowEvent(flow)
          this.#tally.addFlow(event)
          this.#emit(event, flow)
        },
        question: (flow, message) => {
          const event = questionEvent(flow, message)
          this.#tally.addQuestion(event)
          this.#emit(event, flow)
        },
      },
      options,
    )
    this.#decoder = new PacketDecoder({
      segment: (packet, tunnel) => {
        // Read before the table: that may move on in the packet.
        this.#exports.read(packet, (event) => {
          this.#tally.addExported(event)
          this.#emit(event, packet)
        })
        this.#table.segment(packet, tunnel)
      },
    })
  }

  push(chunk: Buffer): void {
    this.#parser ??= this.#openParser(chunk)
    this.#parser.push(chunk)
  }

  end(): void {
    this.#parser?.end()
    this.#decoder.finish()
    this.#table.finish()
    const problem = this.#parser?.error
    if (problem !== undefined) this.#tally.fail(`${this.#source.path} ${problem}`)
  }

  /** The events since the last time. */
  take(): EventBatch {
    const batch = this.#batch
    batch.bytesRead = this.outcome.consumed - this.#consumed
    this.#consumed = this.outcome.consumed
    this.#batch = emptyBatch()
    return batch
  }

  report(): SourceReport {
    return this.#tally.report(this.#decoder.incomplete, this.#table.evicted)
  }

  #openParser(head: Buffer): CaptureParser {
    const onPacket: OnPacket = (record) => this.#packet(record)
    const parser = isPcapng(head) ? new PcapngParser(onPacket) : new PcapParser(onPacket)
    this.#tally = new CaptureTally(this.#source, this.outcome, parser.kind)
    return parser
  }

  #packet(record: PacketRecord): void {
    const decoded = this.#decoder.decode(record)
    this.#tally.addPacket(record, decoded, this.#decoder.unopened)
  }

  /** The place is that of the flow's first packet, or of the datagram that told it. */
  #emit(event: Event, { offset, length, number }: Pick<Flow, 'offset' | 'length' | 'number'>): void {
    this.#batch.records.push(event)
    this.#batch.places.push({ source: this.#source.path, offset, length, line: number })
    this.#batch.originals.push(flowText(event))
  }
}
