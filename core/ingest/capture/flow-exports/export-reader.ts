import type { Event } from '../../../event/event.ts'
import { addressText } from '../address-text.ts'
import { protocols } from '../ip-layer.ts'
import type { Packet } from '../packet.ts'
import { readNetflow5 } from './netflow5.ts'
import { SflowReader } from './sflow.ts'
import { TemplateReader } from './template-reader.ts'

/** Where collectors listen, by custom and by IANA. */
const ports: ReadonlySet<number> = new Set([2055, 2056, 4432, 4739, 6343, 9555, 9985, 9991, 9995, 9996])

/** Takes the flow that an exporter tells; `micros` is when the datagram was captured. */
export type OnExported = (event: Event) => void

/** Finds what routers tell of flows in the datagrams of a capture: NetFlow 5 and 9, IPFIX and sFlow 5. */
export class ExportReader {
  readonly #templates = new TemplateReader()
  readonly #sflow = new SflowReader()

  /** Reads a UDP datagram; anything that is no export is passed over. */
  read(packet: Packet, onFlow: OnExported): void {
    if (packet.protocol !== protocols.udp || !ports.has(packet.destinationPort)) return
    const bytes = packet.bytes.subarray(packet.at, packet.end)
    if (bytes.length < 16) return
    const exporter = addressText(
      packet.bytes.subarray(packet.addresses, packet.addresses + packet.addressLength),
    )
    const tell = (event: Event): void => {
      event['observer.ip'] ??= exporter
      onFlow(event)
    }
    switch (bytes.readUInt16BE(0)) {
      case 5:
        return readNetflow5(bytes, tell)
      case 9:
      case 10:
        return this.#templates.read(bytes, exporter, tell)
      case 0:
        if (bytes.readUInt32BE(0) === 5) this.#sflow.read(bytes, Math.floor(packet.micros / 1000), tell)
    }
  }
}
