import { addressText } from '../address-text.ts'
import { exportedEvent } from './exported-flow.ts'
import type { OnExported } from './export-reader.ts'

const header = 24
const record = 48
/** By the format, a datagram has no more. */
const mostRecords = 30

/** NetFlow 5 (Cisco, "NetFlow Export Datagram Format"): fixed records, times in ms since the router started. */
export function readNetflow5(bytes: Buffer, onFlow: OnExported): void {
  const count = Math.min(bytes.readUInt16BE(2), mostRecords, Math.floor((bytes.length - header) / record))
  if (bytes.length < header) return
  const uptime = bytes.readUInt32BE(4)
  const now = bytes.readUInt32BE(8) * 1000 + Math.floor(bytes.readUInt32BE(12) / 1e6)
  for (let i = 0; i < count; i++) {
    const at = header + i * record
    onFlow(
      exportedEvent({
        kind: 'netflow',
        source: addressText(bytes.subarray(at, at + 4)),
        destination: addressText(bytes.subarray(at + 4, at + 8)),
        packets: bytes.readUInt32BE(at + 16),
        bytes: bytes.readUInt32BE(at + 20),
        start: now - sinceStart(uptime, bytes.readUInt32BE(at + 24)),
        end: now - sinceStart(uptime, bytes.readUInt32BE(at + 28)),
        sourcePort: bytes.readUInt16BE(at + 32),
        destinationPort: bytes.readUInt16BE(at + 34),
        protocol: bytes[at + 38] ?? 0,
      }),
    )
  }
}

/** The counter of 32 bits starts anew after 50 days. */
export function sinceStart(uptime: number, then: number): number {
  return (uptime - then) >>> 0
}
