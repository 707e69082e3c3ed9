import { Reject } from '../../event/event.ts'
import { ClockCheck } from '../clock-check.ts'
import { Silences } from '../silences.ts'
import { SourceTally } from '../source-tally.ts'
import { ordinaryTypes } from './ether-types.data.ts'
import { linkTypeName } from './link-types.data.ts'
import type { Event } from '../../event/event.ts'
import type { CaptureReport, SourceReport } from '../import-report.ts'
import type { Source } from '../sources/list-sources.ts'
import type { ReadOutcome } from '../sources/read-outcome.ts'
import type { Decoded } from './packet-decoder.ts'
import type { PacketRecord } from './packet-record.ts'

/** Bytes of an undecodable packet that are shown. */
const exampleBytes = 32
/** EtherTypes that are counted apart. */
const mostTypes = 20

/** Counts what became of the packets of one capture. A packet is to a capture what a line is to a log. */
export class CaptureTally {
  readonly #tally: SourceTally
  readonly #outcome: ReadOutcome
  /** Of packets: flows are told at their end, with the time of their begin. */
  readonly #clock: ClockCheck
  readonly #silences = new Silences()
  readonly #packetsByLink = new Map<number, number>()
  readonly #kind: CaptureReport['kind']
  readonly #unopened = new Map<number, number>()
  #timeless = 0
  #exported = 0
  #truncated = 0
  #undecodable = 0
  #flows = 0

  constructor(source: Source, outcome: ReadOutcome, kind: CaptureReport['kind']) {
    this.#tally = new SourceTally(source, outcome)
    this.#outcome = outcome
    this.#clock = new ClockCheck(source.modified)
    this.#kind = kind
    this.#tally.setFormat({
      name: kind,
      title: `packet capture (${kind})`,
      confidence: 1,
      chosenBy: 'content',
    })
  }

  /** `unopened` is the EtherType that nobody reads of a packet, or 0. */
  addPacket(record: PacketRecord, decoded: Decoded, unopened: number): void {
    const { linkType, start, end, wireLength } = record
    const time = Math.floor(record.micros / 1000)
    this.#outcome.lines = record.number
    if (record.micros === 0) this.#timeless++
    else {
      this.#clock.add(time)
      this.#silences.add(time)
    }
    if (unopened !== 0 && !ordinaryTypes.has(unopened) && this.#unopened.size < mostTypes)
      this.#unopened.set(unopened, (this.#unopened.get(unopened) ?? 0) + 1)
    this.#packetsByLink.set(linkType, (this.#packetsByLink.get(linkType) ?? 0) + 1)
    if (wireLength > end - start) this.#truncated++
    if (decoded === 'ip') return
    if (decoded === 'other') return this.#tally.addIgnored()
    this.#undecodable++
    const reason =
      decoded === 'unsupported'
        ? `packets of ${linkTypeName(linkType)} (link type ${linkType}) can not be read`
        : decoded.reason
    const text = record.bytes.toString('hex', start, Math.min(end, start + exampleBytes))
    this.#tally.addReject(new Reject(reason), record.number, record.offset, text)
  }

  addFlow(event: Event): void {
    this.#flows++
    this.#tally.addEvent(event)
  }

  /** A flow that a router told in a datagram of the capture. */
  addExported(event: Event): void {
    this.#exported++
    this.#tally.addEvent(event)
  }

  addQuestion(event: Event): void {
    this.#tally.addEvent(event)
  }

  fail(message: string): void {
    this.#tally.fail(message)
  }

  #leftOut(): string[] {
    const notes = [...this.#unopened].map(
      ([type, count]) => `${frames(count)} of ethertype 0x${type.toString(16).padStart(4, '0')} not opened`,
    )
    if (this.#exported > 0)
      notes.push(`flows told by routers in its datagrams (NetFlow, IPFIX, sFlow): ${this.#exported}`)
    if (this.#timeless > 0)
      notes.push(
        `${this.#timeless} packets carry no time: flows that begin with one have none and are not analysed`,
      )
    return notes
  }

  report(incomplete: number, evicted: number): SourceReport {
    const report = this.#tally.report()
    const linkTypes = [...this.#packetsByLink].map(([id, packets]) => ({ name: linkTypeName(id), packets }))
    const capture: CaptureReport = {
      kind: this.#kind,
      packets: this.#outcome.lines,
      truncated: this.#truncated,
      undecodable: this.#undecodable,
      incompleteFragments: incomplete,
      flows: this.#flows,
      evictedFlows: evicted,
    }
    return {
      ...report,
      linkTypes,
      capture,
      clock: this.#clock.report(),
      gaps: this.#silences.report(),
      notes: [...report.notes, ...notesOf(capture), ...this.#leftOut()],
    }
  }
}

function frames(count: number): string {
  return count === 1 ? '1 frame' : `${count} frames`
}

function notesOf({ packets, truncated, incompleteFragments, evictedFlows, flows }: CaptureReport): string[] {
  const notes = [
    `${packets} ${packets === 1 ? 'packet' : 'packets'} became ${flows} ${flows === 1 ? 'flow' : 'flows'}`,
  ]
  if (truncated > 0)
    notes.push(`${truncated} packets were cut by the capture (snap length); sizes are those of the wire`)
  if (incompleteFragments > 0)
    notes.push(
      `${incompleteFragments} IP packets were left out: not all of their fragments are in the capture`,
    )
  if (evictedFlows > 0)
    notes.push(
      `${evictedFlows} flows were ended early, because more were open at a time than memory is given for`,
    )
  return notes
}
