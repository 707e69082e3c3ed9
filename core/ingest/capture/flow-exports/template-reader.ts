import { addressText } from '../address-text.ts'
import { exportedEvent } from './exported-flow.ts'
import type { ExportedFlow } from './exported-flow.ts'
import type { OnExported } from './export-reader.ts'
import { sinceStart } from './netflow5.ts'

interface TemplateField {
  /** Element of IANA's registry; 0 for those of a vendor that are not read here. */
  id: number
  /** 65535: the record says it. */
  length: number
}

/** What the header of the datagram says of the times in it. */
interface Clock {
  kind: 'netflow' | 'ipfix'
  /** Epoch ms. */
  now: number
  /** Ms since the exporter started, of NetFlow 9. */
  uptime: number
}

/** Elements of IPFIX (IANA, "IP Flow Information Export Entities"), of which NetFlow 9 has the lower ones. */
const element = {
  octets: [1, 85, 231],
  packets: [2, 86, 298],
  protocol: 4,
  sourcePort: 7,
  source: [8, 27],
  destinationPort: 11,
  destination: [12, 28],
  lastUptime: 21,
  firstUptime: 22,
  octetsBack: [23, 232],
  packetsBack: [24, 299],
  startSeconds: 150,
  endSeconds: 151,
  startMs: 152,
  endMs: 153,
  firewallEvent: 233,
  observedMs: 323,
  user: 40_000,
} as const

const refusedEvent = 3
const mostTemplates = 10_000
const mostFields = 200
const variable = 65_535

/** NetFlow 9 (RFC 3954) and IPFIX (RFC 7011): records after templates that come now and then. */
export class TemplateReader {
  readonly #templates = new Map<string, readonly TemplateField[]>()

  read(bytes: Buffer, exporter: string, onFlow: OnExported): void {
    const isIpfix = bytes.readUInt16BE(0) === 10
    const header = isIpfix ? 16 : 20
    if (bytes.length < header) return
    const clock: Clock = isIpfix
      ? { kind: 'ipfix', now: bytes.readUInt32BE(4) * 1000, uptime: 0 }
      : { kind: 'netflow', now: bytes.readUInt32BE(8) * 1000, uptime: bytes.readUInt32BE(4) }
    const domain = bytes.readUInt32BE(header - 4)
    const end = isIpfix ? Math.min(bytes.length, bytes.readUInt16BE(2)) : bytes.length
    let at = header
    while (at + 4 <= end) {
      const id = bytes.readUInt16BE(at)
      const length = bytes.readUInt16BE(at + 2)
      if (length < 4 || at + length > end) return
      const set = bytes.subarray(at + 4, at + length)
      const prefix = `${exporter} ${clock.kind} ${domain} `
      if (id === (isIpfix ? 2 : 0)) this.#learn(set, prefix, isIpfix)
      else if (id >= 256) this.#readRecords(set, this.#templates.get(prefix + id), clock, onFlow)
      at += length
    }
  }

  #learn(set: Buffer, prefix: string, isIpfix: boolean): void {
    let at = 0
    while (at + 4 <= set.length) {
      const id = set.readUInt16BE(at)
      const count = set.readUInt16BE(at + 2)
      at += 4
      if (id < 256 || count > mostFields) return
      const fields: TemplateField[] = []
      for (let i = 0; i < count && at + 4 <= set.length; i++) {
        const type = set.readUInt16BE(at)
        const isVendors = isIpfix && (type & 0x8000) !== 0
        fields.push({ id: isVendors ? 0 : type, length: set.readUInt16BE(at + 2) })
        at += isVendors ? 8 : 4
      }
      const oldest = this.#templates.size >= mostTemplates ? this.#templates.keys().next().value : undefined
      if (oldest !== undefined) this.#templates.delete(oldest)
      if (fields.length === count) this.#templates.set(prefix + id, fields)
    }
  }

  #readRecords(
    set: Buffer,
    fields: readonly TemplateField[] | undefined,
    clock: Clock,
    onFlow: OnExported,
  ): void {
    if (fields === undefined || fields.length === 0) return
    let at = 0
    while (at < set.length) {
      const values = new Map<number, Buffer>()
      const begin = at
      for (const { id, length } of fields) {
        let size = length
        if (length === variable) {
          size = set[at] ?? 0
          at += 1
          if (size === 255 && at + 2 <= set.length) {
            size = set.readUInt16BE(at)
            at += 2
          }
        }
        // What is left is padding, or cut.
        if (at + size > set.length) return
        if (id !== 0 && !values.has(id)) values.set(id, set.subarray(at, at + size))
        at += size
      }
      if (at === begin) return
      const flow = flowOf(values, clock)
      if (flow !== undefined) onFlow(exportedEvent(flow))
    }
  }
}

function flowOf(values: ReadonlyMap<number, Buffer>, clock: Clock): ExportedFlow | undefined {
  const source = addressOf(values, element.source)
  const destination = addressOf(values, element.destination)
  if (source === '' || destination === '') return undefined
  const number = (id: number) => numberOf(values.get(id))
  const first = (ids: readonly number[]) => ids.map(number).find((value) => value !== undefined)
  const [start, end] = timesOf(number, clock)
  return {
    kind: clock.kind,
    source,
    destination,
    sourcePort: number(element.sourcePort) ?? 0,
    destinationPort: number(element.destinationPort) ?? 0,
    protocol: number(element.protocol) ?? 0,
    bytes: first(element.octets),
    packets: first(element.packets),
    bytesBack: first(element.octetsBack),
    packetsBack: first(element.packetsBack),
    start,
    end,
    refused: number(element.firewallEvent) === refusedEvent,
    user: textOf(values.get(element.user)),
  }
}

function timesOf(number: (id: number) => number | undefined, clock: Clock): [start: number, end: number] {
  const first = number(element.firstUptime)
  const last = number(element.lastUptime)
  if (clock.kind === 'netflow' && first !== undefined && last !== undefined)
    return [clock.now - sinceStart(clock.uptime, first), clock.now - sinceStart(clock.uptime, last)]
  const seconds = (id: number) => {
    const value = number(id)
    return value === undefined ? undefined : value * 1000
  }
  const observed = number(element.observedMs)
  const start = number(element.startMs) ?? seconds(element.startSeconds) ?? observed ?? clock.now
  return [start, number(element.endMs) ?? seconds(element.endSeconds) ?? observed ?? start]
}

function addressOf(values: ReadonlyMap<number, Buffer>, ids: readonly number[]): string {
  for (const id of ids) {
    const bytes = values.get(id)
    if (bytes?.length === 4 || bytes?.length === 16) return addressText(bytes)
  }
  return ''
}

/** Exporters shorten numbers; beyond 6 bytes the upper ones are zero today. */
function numberOf(bytes: Buffer | undefined): number | undefined {
  if (bytes === undefined || bytes.length === 0 || bytes.length > 8) return undefined
  const value =
    bytes.length <= 6 ? bytes.readUIntBE(0, bytes.length) : Number(bytes.readBigUInt64BE(bytes.length - 8))
  return Number.isSafeInteger(value) ? value : undefined
}

function textOf(bytes: Buffer | undefined): string {
  if (bytes === undefined) return ''
  const text = bytes.toString('utf8')
  const end = text.indexOf('\0')
  return (end < 0 ? text : text.slice(0, end)).trim()
}
